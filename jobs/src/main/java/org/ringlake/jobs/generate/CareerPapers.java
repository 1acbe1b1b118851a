package org.ringlake.jobs.generate;

import java.time.LocalDate;
import java.util.List;

/** What human resources writes about people: roster rows, ratings, objectives and appeals. */
final class CareerPapers {
  private static final String[] DIMENSIONS = {
    "teamwork",
    "service",
    "skills",
    "knowledge",
    "analysis",
    "execution",
    "attitude",
    "communication",
    "solving",
    "speed",
    "training"
  };
  private static final String[] AGREED_KPIS = {"dials_per_day", "deals_won", "csat"};
  private static final String[] AGREED_TARGETS = {"80", "12", "0.85"};
  private static final double APPEALS_A_MONTH = 0.012;
  private static final long BASE_PAY_FEN = 380_000;
  private static final long PERFORMANCE_BASE_FEN = 220_000;
  private static final long PAY_STEP_FEN = 60_000;

  private final GenerationPlan plan;
  private final RowSink sink;
  private final IdSequence ratings;
  private final IdSequence objectives;
  private final IdSequence appeals;

  CareerPapers(GenerationPlan plan, RowSink sink, int pod) {
    this.plan = plan;
    this.sink = sink;
    this.ratings = new IdSequence("RT", pod);
    this.objectives = new IdSequence("O", pod);
    this.appeals = new IdSequence("AP", pod);
  }

  /** Roster rows: one for each posting, the last one again when the person leaves. */
  void enrol(Person person) {
    List<Posting> postings = person.postings();
    for (Posting posting : postings) {
      roster(person, posting, null);
    }
    if (person.leftOn() != null) {
      roster(person, postings.get(postings.size() - 1), person.leftOn());
    }
  }

  /** The papers of a month's last day. */
  void monthEnd(Person person, long day) {
    Dice dice = Dice.of(plan.seed(), Dice.Purpose.CAREER_PAPERS, person.index(), day);
    long at = Moment.at(day, 17 * Moment.HOUR + dice.between(0, 7_200));
    for (String dimension : DIMENSIONS) {
      rate(person, at, "manager", dimension, 82, dice);
    }
    rate(person, at, "customer", "service", 85, dice);
    if (dice.chance(APPEALS_A_MONTH)) {
      appeal(person, day, dice);
    }
    LocalDate date = LocalDate.ofEpochDay(day);
    if (date.getMonthValue() % 3 == 0) {
      quarterEnd(person, date, at, dice);
    }
  }

  private void quarterEnd(Person person, LocalDate lastDay, long at, Dice dice) {
    rate(person, at, "self", "skills", 88, dice);
    for (int peer = 0; peer < 3; peer++) {
      rate(person, at, "peer", "teamwork", 84, dice);
    }
    setObjectives(person, lastDay.minusMonths(2).withDayOfMonth(1), at, dice);
  }

  private void roster(Person person, Posting posting, Long leftOn) {
    boolean isBot = person.isBot();
    long since = posting.validFrom();
    long updatedOn = leftOn == null ? since : leftOn;
    long pay = PAY_STEP_FEN * posting.level();
    CsvRow row =
        new CsvRow()
            .text(person.id())
            .text(person.name())
            .text(posting.team().id())
            .text(isBot ? null : posting.team().plan())
            .text(isBot ? "bot" : "agent")
            .text(isBot ? null : "L" + posting.level())
            .text(person.extension());
    if (isBot) {
      row.empty().empty().empty();
    } else {
      row.cents(BASE_PAY_FEN + pay).cents(PERFORMANCE_BASE_FEN + pay / 2).date(person.hiredOn());
    }
    row.optionalDate(leftOn)
        .text(leftOn == null ? null : person.leftReason())
        .date(since)
        .time(Moment.at(updatedOn, 8 * Moment.HOUR));
    sink.accept(RawFeed.AGENTS, Math.max(plan.firstDay(), updatedOn), row.toString());
  }

  private void rate(
      Person person, long at, String rater, String dimension, double mean, Dice dice) {
    double talent = 12 * (person.skill().service() + person.skill().conversion() - 2);
    long score = Math.round(mean + talent + 6 * dice.gaussian());
    String line =
        new CsvRow()
            .text(ratings.next())
            .text(person.id())
            .time(at)
            .text(rater)
            .text(dimension)
            .number(Math.max(0, Math.min(100, score)))
            .toString();
    sink.accept(RawFeed.RATINGS, Moment.dayOf(at), line);
  }

  /**
   * Two signed targets for KPIs and two aims of the agent's own, whose result is noted at the end.
   */
  private void setObjectives(Person person, LocalDate quarter, long at, Dice dice) {
    int agreed = dice.between(0, AGREED_KPIS.length - 1);
    int second = (agreed + 1) % AGREED_KPIS.length;
    objective(person, quarter, AGREED_KPIS[agreed], 30, AGREED_TARGETS[agreed], null, at);
    objective(person, quarter, AGREED_KPIS[second], 30, AGREED_TARGETS[second], null, at);
    for (int aim = 0; aim < 2; aim++) {
      String actual = String.valueOf((int) dice.logNormal(92 * person.skill().pace(), 0.2));
      objective(person, quarter, null, 20, "100", actual, at);
    }
  }

  private void objective(
      Person person,
      LocalDate quarter,
      String kpi,
      int weight,
      String target,
      String actual,
      long at) {
    String id = objectives.next();
    long signedAt = Moment.at(quarter.toEpochDay(), 10 * Moment.HOUR);
    if (Moment.dayOf(signedAt) >= plan.firstDay()) {
      writeObjective(id, person, quarter, kpi, weight, target, null, signedAt);
    }
    if (actual != null) {
      writeObjective(id, person, quarter, kpi, weight, target, actual, at);
    }
  }

  private void writeObjective(
      String id,
      Person person,
      LocalDate quarter,
      String kpi,
      int weight,
      String target,
      String actual,
      long at) {
    String line =
        new CsvRow()
            .text(id)
            .text(person.id())
            .date(quarter.toEpochDay())
            .text("quarter")
            .text(kpi)
            .number(weight)
            .text(target)
            .text(actual)
            .time(at)
            .toString();
    sink.accept(RawFeed.OBJECTIVES, Moment.dayOf(at), line);
  }

  private void appeal(Person person, long day, Dice dice) {
    long filedAt = Moment.at(day + dice.between(2, 6), 10 * Moment.HOUR);
    long decidedAt = filedAt + dice.between(1, 5) * Moment.DAY;
    boolean isUpheld = dice.chance(0.4);
    String line =
        new CsvRow()
            .text(appeals.next())
            .text(person.id())
            .text(person.teamOn(day).plan())
            .text("month")
            .date(LocalDate.ofEpochDay(day).withDayOfMonth(1).toEpochDay())
            .text("csat")
            .time(filedAt)
            .text("录音显示客户误按,满意度应更正")
            .text(isUpheld ? "upheld" : "rejected")
            .time(decidedAt)
            .text(isUpheld ? "0.9" : null)
            .toString();
    sink.accept(RawFeed.APPEALS, Moment.dayOf(decidedAt), line);
  }
}
