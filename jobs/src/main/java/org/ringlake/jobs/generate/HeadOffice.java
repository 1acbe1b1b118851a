package org.ringlake.jobs.generate;

import java.time.LocalDate;

/** What belongs to no agent: teams and their monthly costs. */
final class HeadOffice {
  private static final int FOUNDED_YEARS_BEFORE = 6;
  private static final String[] COST_KINDS = {"labour", "system", "telecom", "other"};
  private static final long[] FEN_PER_HEAD = {920_000, 120_000, 48_000, 36_000};

  private final GenerationPlan plan;
  private final Centre centre;
  private final RowSink sink;

  HeadOffice(GenerationPlan plan, Centre centre, RowSink sink) {
    this.plan = plan;
    this.centre = centre;
    this.sink = sink;
  }

  void write() {
    long founded = plan.start().minusYears(FOUNDED_YEARS_BEFORE).withDayOfYear(1).toEpochDay();
    for (Team team : centre.teams()) {
      writeTeam(team, team.site() + " " + team.business() + " " + (team.index() + 1), founded);
    }
    Team renamed = centre.teams().get(0);
    writeTeam(renamed, renamed.site() + " key accounts", plan.firstDay() + plan.days() / 2);
    writeCosts();
  }

  private void writeTeam(Team team, String name, long validFrom) {
    String line =
        new CsvRow()
            .text(team.id())
            .text(name)
            .text(team.site())
            .text(team.business())
            .date(validFrom)
            .toString();
    sink.accept(RawFeed.TEAMS, Math.max(plan.firstDay(), validFrom), line);
  }

  /** Costs are booked on a month's last day. */
  private void writeCosts() {
    IdSequence ids = new IdSequence("CO", 0);
    for (LocalDate month = plan.start().withDayOfMonth(1);
        !month.isAfter(plan.end());
        month = month.plusMonths(1)) {
      Dice dice = Dice.of(plan.seed(), Dice.Purpose.COSTS, month.toEpochDay());
      long booked = month.plusMonths(1).toEpochDay() - 1;
      for (Team team : centre.teams()) {
        long heads = centre.headcount(team, booked);
        for (int kind = 0; kind < COST_KINDS.length; kind++) {
          long amount = (long) (heads * FEN_PER_HEAD[kind] * (0.95 + 0.1 * dice.unit()));
          String line =
              new CsvRow()
                  .text(ids.next())
                  .text(team.id())
                  .date(month.toEpochDay())
                  .text(COST_KINDS[kind])
                  .cents(amount)
                  .text(Deal.CURRENCY)
                  .toString();
          sink.accept(RawFeed.COSTS, booked, line);
        }
      }
    }
  }
}
