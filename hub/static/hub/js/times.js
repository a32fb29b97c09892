// Hours and days in words, as the server writes them (hub/words/dates.py), in the page's zone.
const NBSP = "\u00a0";

export function wall(at, zone) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", dateStyle: "short", timeStyle: "short" });
  const [day, month, year, hour, minute] = format.format(at).match(/\d+/g);
  return { day: `${year}-${month}-${day}`, hour: Number(hour), minute: Number(minute) };
}

export function hour(at, lang, zone) {
  const { hour: h, minute } = wall(at, zone);
  const mm = String(minute).padStart(2, "0");
  if (lang === "fr") return `${h}${NBSP}h${minute ? NBSP + mm : ""}`;
  if (lang === "nl") return `${h}.${mm}${NBSP}uur`;
  return `${((h + 11) % 12) + 1}${minute ? `.${mm}` : ""}${NBSP}${h < 12 ? "am" : "pm"}`;
}

/** Of "2026-12-01": "Mardi 1er décembre", "Dinsdag 1 december", "Tuesday 1 December". */
export function dayInWords(day, lang) {
  const noon = new Date(`${day}T12:00:00Z`);
  const name = (type) => new Intl.DateTimeFormat(lang, { timeZone: "UTC", [type]: "long" }).format(noon);
  const number = Number(day.slice(-2));
  const weekday = name("weekday");
  return `${weekday[0].toUpperCase()}${weekday.slice(1)} ${lang === "fr" && number === 1 ? "1er" : number}${NBSP}${name("month")}`;
}
