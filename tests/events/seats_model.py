"""A model of seats, lines, guests, wishes and turns that fits on a page: what should be so after every act."""

# The first two have had a seat this year.
PEOPLE, SEATS, GUESTS, SERVED = 5, {"in_person": 3, "online": 1}, 2, (0, 1)
WAYS = list(SEATS)


class Model:
    """What should be so: {who: way} of the seats and of the offers, {way: who} of the lines, by number."""

    def __init__(self) -> None:
        self.seats, self.fair, self.on, self.late, self.closed = dict(SEATS), False, True, False, False
        self.coming, self.offered, self.waiting = {}, {}, {}
        self.guests, self.numbers = dict.fromkeys(range(PEOPLE), 0), {}

    def size(self, who):
        return 1 + self.guests[who]

    def free(self, way):
        taken = sum(self.size(who) for held in (self.coming, self.offered) for who, at in held.items() if at == way)
        return max(0, self.seats[way] - taken)

    def left(self, way):
        """Nobody who comes by takes what somebody in the line could take, now or with a seat more."""
        enough = self.free(way) if self.late else self.seats[way]
        return 0 if any(self.size(who) <= enough for who in self.line(way)) else self.free(way)

    def line(self, way):
        return sorted(
            (who for who, at in self.waiting.items() if at == way),
            key=lambda who: (self.fair and who in SERVED, self.numbers[who]),
        )

    def settle(self):
        for way in WAYS if self.on else ():
            for who in self.line(way):
                if self.size(who) <= self.free(way):
                    self.offered[who] = self.waiting.pop(who)
                elif not self.late and self.size(who) <= self.seats[way]:
                    break

    def queue(self, who, way):
        self.waiting[who], self.numbers[who] = way, max(self.numbers.values(), default=0) + 1

    def take(self, who, way):
        self.step_out(who)
        self.coming[who] = way

    def step_out(self, who):
        self.offered.pop(who, None)
        self.waiting.pop(who, None)

    def join(self, who, way, guests, *, wait=True):
        stands = who in self.coming or who in self.offered or who in self.waiting
        seatless = who not in self.coming
        if (
            self.closed
            or not self.on
            or self.coming.get(who) == way
            or (wait and seatless and self.waiting.get(who) == way)
        ):
            return
        before, self.guests[who] = self.guests[who], self.guests[who] if stands else guests
        if self.offered.get(who) == way or self.left(way) >= self.size(who):
            self.take(who, way)
        elif wait and seatless and who not in self.offered:
            self.queue(who, way)
        else:
            self.guests[who] = before

    def ask(self, who, way):
        self.join(who, way, 0, wait=False)

    def switch(self, who, way):
        at, waits = self.coming.get(who), self.waiting.get(who)
        fits = self.offered.get(who) == way or self.left(way) >= self.size(who)
        if (self.closed and at != way) or not self.on or waits == way or not (at or waits or who in self.offered):
            return
        if at == way:
            self.step_out(who)
        elif waits and not at:
            self.coming.update({who: way} if fits else {})
        elif fits:
            self.take(who, way)
        elif at:
            self.queue(who, way)

    def say(self, who, said):
        """An answer without a seat takes none, and gives none back."""

    def withdraw(self, who):
        """A seat is given back alone until the deadline, a place in a line at any time."""
        if not (self.closed and who in self.coming):
            self.team_withdraw(who)

    def team_withdraw(self, who):
        self.step_out(who)
        self.coming.pop(who, None)

    def accept(self, who):
        if self.on and who in self.offered:
            self.take(who, self.offered[who])

    def bring(self, who, guests):
        held, more = self.coming.get(who) or self.offered.get(who), guests - self.guests[who]
        wishes = who in self.waiting or (who in self.coming and who in self.offered)
        if not self.closed and self.on and (held or wishes) and (more <= 0 or (not wishes and self.left(held) >= more)):
            self.guests[who] = guests

    def resize(self, way, seats):
        self.seats[way] = seats

    def turns(self, fair):
        self.fair = fair

    def deadline(self, passed):
        self.closed = passed

    def cancel(self):
        self.on, self.waiting, self.offered = False, {**self.waiting, **self.offered}, {}

    def reinstate(self):
        self.on = True

    def later(self):
        self.offered = self.offered if self.late else {}

    def last_call(self):
        self.offered, self.late = self.offered if self.late else {}, True
