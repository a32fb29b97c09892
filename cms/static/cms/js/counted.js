// Says that a call's page was opened, and its form begun: the server adds one to a number of the day, and keeps nothing else.
const form = document.querySelector("[data-counted]");
const [url, told] = form.dataset.counted.split("?");
const tell = (what) => navigator.sendBeacon(url, new URLSearchParams(told + what));
tell("seen");
form.addEventListener("input", () => tell("begun"), { once: true });
