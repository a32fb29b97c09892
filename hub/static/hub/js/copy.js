// Buttons that copy the field they name; without a clipboard, or without scripts, they are not there.

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copies]") : []) {
  const field = document.getElementById(button.dataset.copies);
  const status = document.getElementById(`${field.id}-copied`);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = status.dataset.done;
    } catch {
      field.select();
      status.textContent = status.dataset.failed;
    }
  });
}
