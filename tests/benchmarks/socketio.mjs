// socket.io as its guide has it: one room, everybody in it, nothing saved; asked in lines of JSON like the other servers.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { Server } from "socket.io";

const http = createServer();
const io = new Server(http, { transports: ["websocket"] });
io.on("connection", (socket) => socket.join("room"));

const say = (answer) => process.stdout.write(JSON.stringify(answer) + "\n");

const answers = {
  cpu() {
    const { user, system } = process.cpuUsage();
    const cpu = (user + system) / 1e6;
    return { cpu, loop: cpu };
  },
  memory() {
    globalThis.gc();
    return { memory: process.memoryUsage.rss() };
  },
  post({ text }) {
    io.to("room").emit("message", JSON.parse(text));
    return { write: 0 };
  },
};

http.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => say({ port: http.address().port }));
createInterface({ input: process.stdin })
  .on("line", (line) => {
    const wish = JSON.parse(line);
    say(answers[wish.do](wish));
  })
  .on("close", () => process.exit(0));
