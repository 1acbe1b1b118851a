package org.ringlake.jobs.build;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.not;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;
import org.ringlake.facts.SilverRows;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.kpi.ActiveCustomers;
import org.ringlake.kpi.Cell;
import org.ringlake.kpi.CellPeriod;
import org.ringlake.kpi.CustomerCounts;
import org.ringlake.kpi.MonthCustomers;
import org.ringlake.kpi.Period;
import org.ringlake.measures.AgentDay;
import org.ringlake.measures.AgentDayChanges;
import org.ringlake.measures.AgentDayCustomers;
import org.ringlake.measures.SourceDays;
import org.ringlake.measures.TouchedDays;

/**
 * Makes the gold tables from what changed in silver since the last build.
 *
 * <p>The days that changes touch are computed again and compared with what is stored; where they
 * differ, the cells they are part of are brought up to date by the difference. What comes out is
 * what {@link FullBuild} would make.
 */
final class IncrementalBuild {
  private static final String EVERY_PERIOD = "true";
  private static final String NO_PERIOD = CellPeriod.isAnyOf(Set.of());

  /** What makes sets of customers other ones, or puts them elsewhere. */
  private static final List<String> CUSTOMER_SOURCES =
      Stream.concat(
              AgentDayCustomers.SOURCES.stream().map(TouchedDays::name),
              Stream.of(TouchedDays.SITES))
          .toList();

  private static final List<String> REVIEW_SOURCES =
      TouchedDays.namesOfSources(AgentDay.REVIEWED_CALLS);

  private final Building building;
  private final Basis before;
  private final CreditChanges changes;
  private final Lake lake;
  private final Set<LocalDate> withOthersActive = new TreeSet<>();
  private final List<TableName> written = new ArrayList<>();
  private final List<TableName> refitted = new ArrayList<>();

  /**
   * @param before what the tables as they stand were made by
   * @param changes since they were made
   */
  IncrementalBuild(Building building, Basis before, SilverDifferences changes) {
    this.building = building;
    this.before = before;
    this.lake = building.lake();
    this.changes = new CreditChanges(changes, building);
  }

  /**
   * Builds.
   *
   * @param asked days to compute again in any case
   * @return the tables written
   */
  List<TableName> run(Collection<LocalDate> asked) {
    Differences differences = building.onSilver(() -> daysAndCustomers(asked));
    long cellsBefore = lake.version(GoldTables.CELLS).orElseThrow();
    building.progress().stage("gold.kpi");
    String restated = cells(differences);
    if (!building.basis().equals(before)) {
      building.basis().write(lake);
      written.add(GoldTables.BASIS);
    }
    restate(
        cellsBefore,
        restated,
        differences
            .touched()
            .map(found -> TouchedDays.withDaysAfter(found.rows(), withOthersActive)));
    return written;
  }

  /**
   * What was brought up to date before the cells.
   *
   * @param touched the days computed again, and why; empty: nothing has changed
   * @param agentDays what was added to agent days
   * @param customers the keys of those whose customers are others; empty: nobody looked
   */
  private record Differences(
      Optional<Snapshot> touched, Snapshot agentDays, Optional<Snapshot> customers) {}

  private Differences daysAndCustomers(Collection<LocalDate> asked) {
    customerTables();
    Optional<Snapshot> touched =
        TouchedDays.of(
                changes,
                GoldFeeds.of(building),
                building.rules(),
                GoldTables.read(lake, GoldTables.AGENT_DAY))
            .map(Snapshot::of);
    SourceDays days =
        new SourceDays(
            touched.map(IncrementalBuild::bySource).orElse(Map.of()),
            Set.copyOf(asked),
            building.asOf());
    callReviews(days.of(REVIEW_SOURCES));
    building.progress().stage(GoldTables.AGENT_DAY.toString());
    Snapshot agentDays = agentDays(days);
    withOthersActive.addAll(
        Snapshot.days(
            ActiveCustomers.differentOn(agentDays.rows(), building.asOf()), Cell.PERIOD_START));
    building.progress().stage("customers of each day and month");
    CountedDays ofCustomers = days.of(CUSTOMER_SOURCES);
    return new Differences(
        touched,
        agentDays,
        ofCustomers.isEmpty() ? Optional.empty() : Optional.of(customers(ofCustomers)));
  }

  private void customerTables() {
    if (!building.knowsWorth()) {
      return;
    }
    if (changes.isAnySourceChanged() || !building.basis().rates().equals(before.rates())) {
      long version = lake.version(GoldTables.ATTRIBUTION_CREDIT).orElseThrow();
      CustomerTables.Made made = new CustomerTables(building).update();
      refitted.addAll(made.refitted());
      written.addAll(made.written());
      changes.compareWith(version);
    }
  }

  private void restate(long cellsBefore, String where, Optional<Dataset<Row>> touched) {
    if (!where.equals(NO_PERIOD) || !refitted.isEmpty()) {
      new RestatementLog(building, refitted)
          .add(new RestatementLog.Published(cellsBefore, changes.countedUntil()), where, touched);
    }
  }

  private Snapshot agentDays(SourceDays days) {
    Dataset<Row> stored = GoldTables.read(lake, GoldTables.AGENT_DAY);
    Snapshot differences =
        Snapshot.of(AgentDayChanges.of(stored, GoldFeeds.of(building), building.rules(), days));
    Set<LocalDate> changed = differences.days(AgentDay.EVENT_DATE);
    if (!changed.isEmpty()) {
      Dataset<Row> before =
          stored.filter(GoldTables.isOneOf(AgentDay.EVENT_DATE, changed)).drop(SilverRows.MONTH);
      replace(GoldTables.AGENT_DAY, AgentDayChanges.added(before, differences.rows()), changed);
    }
    return differences;
  }

  /** The keys of the agent days whose customers are others than before. */
  private Snapshot customers(CountedDays days) {
    Dataset<Row> after =
        Snapshot.of(AgentDayCustomers.from(building.silver(), building.rules(), days)).rows();
    Dataset<Row> stored =
        GoldTables.read(lake, GoldTables.CUSTOMERS).filter(days.contains(col(AgentDay.EVENT_DATE)));
    Snapshot different = Snapshot.of(AgentDayCustomers.different(stored, after));
    Set<LocalDate> changed = different.days(AgentDay.EVENT_DATE);
    replace(GoldTables.CUSTOMERS, after, changed);
    Set<LocalDate> months =
        changed.stream().map(day -> day.withDayOfMonth(1)).collect(Collectors.toSet());
    if (!months.isEmpty()) {
      CountedDays ofMonths = whole(Period.MONTH, changed);
      lake.replaceWhere(
          GoldTables.MONTH_CUSTOMERS,
          MonthCustomers.from(
              GoldTables.read(lake, GoldTables.CUSTOMERS)
                  .filter(ofMonths.contains(col(AgentDay.EVENT_DATE)))),
          GoldTables.isOneOf(MonthCustomers.MONTH, months));
      written.add(GoldTables.MONTH_CUSTOMERS);
    }
    return different;
  }

  private void callReviews(CountedDays days) {
    if (days.isEmpty()) {
      return;
    }
    building.progress().stage(GoldTables.CALL_REVIEW.toString());
    Snapshot after =
        Snapshot.of(building.silver().callReviews(building.configuration().quality(), days));
    Dataset<Row> stored =
        GoldTables.read(lake, GoldTables.CALL_REVIEW)
            .filter(days.contains(col(AgentDay.EVENT_DATE)));
    Set<LocalDate> reviewed = after.days(AgentDay.EVENT_DATE);
    reviewed.addAll(Snapshot.days(stored, AgentDay.EVENT_DATE));
    replace(GoldTables.CALL_REVIEW, after.rows(), reviewed);
  }

  /** Puts rows in the place of those of some days; the months of the days are written again. */
  private void replace(TableName table, Dataset<Row> rows, Set<LocalDate> days) {
    if (!days.isEmpty()) {
      String ofTheDays = GoldTables.isOneOf(AgentDay.EVENT_DATE, days);
      String ofTheMonths = GoldTables.isOfTheirMonths(days);
      Dataset<Row> others =
          GoldTables.read(lake, table).filter(ofTheMonths).filter(not(expr(ofTheDays)));
      lake.replaceWhere(
          table, GoldTables.withMonth(rows.filter(ofTheDays)).unionByName(others), ofTheMonths);
      written.add(table);
    }
  }

  /** Brings cells up to date; SQL that holds for those written whose period was over. */
  private String cells(Differences differences) {
    CellTable table = new CellTable(building);
    Snapshot ofDays = differences.agentDays();
    Dataset<Row> ofMeasures = Cell.keysOf(ofDays.rows());
    Dataset<Row> keys =
        Snapshot.of(
                differences
                    .customers()
                    .map(of -> ofMeasures.unionByName(Cell.keysOf(of.rows())).distinct())
                    .orElse(ofMeasures))
            .rows();
    Set<LocalDate> days = ofDays.days(AgentDay.EVENT_DATE);
    differences.customers().ifPresent(of -> days.addAll(of.days(AgentDay.EVENT_DATE)));
    Set<CellPeriod> changed = periods(days);
    CellTable.Change change = new CellTable.Change(keys, changed, ofDays.rows(), counts(days));
    if (!building.basis().values().equals(before.values())) {
      table.updateAndRevalue(change);
      written.add(GoldTables.CELLS);
      return EVERY_PERIOD;
    }
    Set<CellPeriod> others = new RevaluedPeriods(lake, changes, withOthersActive).find();
    if (changed.isEmpty() && others.isEmpty()) {
      return NO_PERIOD;
    }
    written.add(GoldTables.CELLS);
    return CellPeriod.isAnyOf(
        CellPeriod.over(table.update(change, others), changes.countedUntil()));
  }

  private Dataset<Row> counts(Set<LocalDate> days) {
    CountedDays weeks = whole(Period.WEEK, days);
    CountedDays years = whole(Period.YEAR, days);
    return CustomerCounts.from(
        GoldTables.read(lake, GoldTables.CUSTOMERS)
            .filter(weeks.contains(col(AgentDay.EVENT_DATE))),
        GoldTables.read(lake, GoldTables.MONTH_CUSTOMERS)
            .filter(years.contains(col(MonthCustomers.MONTH))));
  }

  private CountedDays whole(Period period, Collection<LocalDate> days) {
    Set<LocalDate> all =
        days.stream()
            .map(day -> CellPeriod.of(period, day))
            .distinct()
            .flatMap(each -> each.start().datesUntil(each.following().start()))
            .collect(Collectors.toSet());
    return CountedDays.of(all, building.asOf());
  }

  private static Set<CellPeriod> periods(Collection<LocalDate> days) {
    return days.stream()
        .flatMap(day -> Stream.of(Period.values()).map(period -> CellPeriod.of(period, day)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Set<LocalDate>> bySource(Snapshot touched) {
    Map<String, Set<LocalDate>> days = new HashMap<>();
    for (Row row : touched.collected(TouchedDays.SOURCE, TouchedDays.DAY)) {
      days.computeIfAbsent(row.getString(0), source -> new TreeSet<>())
          .add(row.getDate(1).toLocalDate());
    }
    return days;
  }
}
