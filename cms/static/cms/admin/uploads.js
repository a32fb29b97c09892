// Says in the editor's dialogs how much of a file is sent, as Wagtail does on its page for many pictures alone; without it they work as before.
{
  const { sending, sent } = document.currentScript.dataset;

  const show = (form) => {
    const box = document.createElement("p");
    const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0, ariaHidden: "true" });
    const words = document.createElement("span");
    box.setAttribute("role", "status");
    box.append(bar, " ", words);
    form.append(box);
    box.scrollIntoView({ block: "nearest" });
    const tell = ({ loaded, total }) => {
      bar.value = (100 * loaded) / total;
      // In steps of ten: a screen reader says each of them.
      const text = loaded < total ? sending.replace("{percent}", 10 * Math.floor(bar.value / 10)) : sent;
      if (words.textContent !== text) words.textContent = text;
    };
    return { box, tell };
  };

  window.jQuery.ajaxPrefilter((options, _asked, request) => {
    const forms = [...document.querySelectorAll("form[data-chooser-modal-creation-form]")];
    const form = forms.find((one) => one.action === options.url && one.querySelector("input[type=file]")?.files.length);
    if (!form) return;
    const { box, tell } = show(form);
    const make = options.xhr;
    options.xhr = () => {
      const made = make();
      made.upload.addEventListener("progress", tell);
      return made;
    };
    request.always(() => box.remove());
  });
}
