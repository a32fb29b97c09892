// Prints the events of an iCalendar file as one reader understands them: node read.mjs <reader> <file>
import { readFileSync } from "node:fs";

const [reader, path] = process.argv.slice(2);
const text = readFileSync(path, "utf8");

const readers = {
  "ical.js": async () => {
    const { default: ICAL } = await import("ical.js");
    const root = new ICAL.Component(ICAL.parse(text));
    for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
    return root.getAllSubcomponents("vevent").map((one) => {
      const event = new ICAL.Event(one);
      const start = event.startDate.toJSDate();
      const [status, transp, link] = ["status", "transp", "conference"].map((name) => one.getFirstPropertyValue(name));
      const alarms = one.getAllSubcomponents("valarm").map((alarm) => `${alarm.getFirstPropertyValue("trigger")}`);
      return { title: event.summary, start, end: event.endDate.toJSDate(), status, sequence: event.sequence, transp, link, alarms };
    });
  },
  "node-ical": async () => {
    const { default: ical } = await import("node-ical");
    const found = Object.values(ical.sync.parseICS(text)).filter((one) => one.type === "VEVENT");
    return found.map(({ summary, start, end, status, sequence, transparency, conference, alarms }) => ({
      title: summary, start, end, status, sequence: Number(sequence), transp: transparency ?? null, link: conference?.val ?? null,
      alarms: (alarms ?? []).map(({ trigger }) => trigger?.val ?? trigger),
    }));
  },
};

const rows = await readers[reader]();
const plain = rows.map((one) => ({ ...one, start: one.start.toISOString(), end: one.end.toISOString() }));
process.stdout.write(JSON.stringify(plain));
