package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.Period;
import org.ringlake.measures.SilverChanges;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Objectives;
import org.ringlake.staging.Teams;

/**
 * Periods whose KPIs come out otherwise although no measure in them has changed: time has passed,
 * targets were signed, the roster knows of other people, or customers were active at other times.
 */
final class RevaluedPeriods {
  private static final List<Period> WITH_HEADCOUNT =
      List.of(Period.MONTH, Period.QUARTER, Period.YEAR);

  private final Lake lake;
  private final SilverChanges changes;
  private final Set<LocalDate> withOthersActive;
  private final Set<CellPeriod> periods = new TreeSet<>();

  /**
   * @param withOthersActive days of {@link org.ringlake.kpi.ActiveCustomers#differentOn}
   */
  RevaluedPeriods(Lake lake, SilverChanges changes, Set<LocalDate> withOthersActive) {
    this.lake = lake;
    this.changes = changes;
    this.withOthersActive = withOthersActive;
  }

  Set<CellPeriod> find() {
    addThoseThatAreOverNow();
    addThoseWithOtherHeadcounts();
    addThoseWithOthersActive();
    addThoseWithSignedTargets();
    return periods;
  }

  private void addThoseThatAreOverNow() {
    changes
        .countedUntil()
        .datesUntil(changes.asOf())
        .forEach(
            day -> {
              for (Period length : Period.values()) {
                CellPeriod period = CellPeriod.of(length, day);
                if (period.lastDay().equals(day)) {
                  periods.add(period);
                }
              }
            });
  }

  private void addThoseWithOtherHeadcounts() {
    if (changes.of(Agents.NAME).isPresent()) {
      addAll(
          lake.read(GoldTables.CELLS)
              .filter(col(Cell.PERIOD).isin(WITH_HEADCOUNT.stream().map(Period::code).toArray()))
              .select(Cell.PERIOD, Cell.PERIOD_START));
    } else if (changes.asOf().isAfter(changes.countedUntil())) {
      for (LocalDate day : List.of(changes.countedUntil(), changes.asOf())) {
        WITH_HEADCOUNT.forEach(length -> periods.add(CellPeriod.of(length, day)));
      }
    }
  }

  /** With those that are compared with them: unlike headcounts, these are in every period. */
  private void addThoseWithOthersActive() {
    Set<CellPeriod> begun = new TreeSet<>();
    for (LocalDate day : withOthersActive) {
      Stream.of(Period.values())
          .map(length -> CellPeriod.of(length, day))
          .filter(period -> period.start().equals(day))
          .forEach(begun::add);
    }
    periods.addAll(CellPeriod.with(begun, CellPeriod::comparedWithIt));
    if (changes.of(Teams.NAME).isPresent()) {
      addAll(lake.read(GoldTables.CELLS).select(Cell.PERIOD, Cell.PERIOD_START));
    }
  }

  private void addThoseWithSignedTargets() {
    changes
        .of(Objectives.NAME)
        .map(rows -> rows.filter(col(Objectives.KPI).isNotNull()))
        .ifPresent(
            rows ->
                rows
                    .select(Objectives.PERIOD, Objectives.PERIOD_START)
                    .distinct()
                    .collectAsList()
                    .stream()
                    .filter(row -> !row.isNullAt(1))
                    .forEach(row -> periods.add(signed(row))));
  }

  private static CellPeriod signed(Row row) {
    Period length = row.isNullAt(0) ? Period.MONTH : period(row.getString(0));
    return CellPeriod.of(length, row.getDate(1).toLocalDate());
  }

  private void addAll(Dataset<Row> found) {
    for (Row row : found.distinct().collectAsList()) {
      periods.add(new CellPeriod(period(row.getString(0)), row.getDate(1).toLocalDate()));
    }
  }

  private static Period period(String code) {
    return Period.valueOf(code.toUpperCase(Locale.ROOT));
  }
}
