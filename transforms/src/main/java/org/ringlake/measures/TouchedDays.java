package org.ringlake.measures;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.trunc;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.facts.Unions;
import org.ringlake.facts.Validity;
import org.ringlake.staging.Agents;
import org.ringlake.staging.Customers;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.Teams;

/**
 * The days whose events may come out otherwise than last time, and the files that are why.
 *
 * <p>Grain: one row per day, file and source. Columns: {@link #DAY}, {@link #FILE} (null: only time
 * has passed), {@link #SOURCE}. A day too many costs time; one too few would be an error.
 */
public final class TouchedDays {
  public static final String DAY = Resolved.EVENT_DATE;
  public static final String FILE = Resolved.FILE_ID;

  /** The class of the {@link MeasureSource} or {@link CustomerSource} whose events they are. */
  public static final String SOURCE = "source";

  /** The {@link #SOURCE} of days on which teams sit elsewhere, whatever was measured. */
  public static final String SITES = "sites";

  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);
  private static final String CHANGED = "_changed_";
  private static final List<String> PEOPLE = List.of(Agents.NAME, Customers.NAME, Teams.NAME);

  private TouchedDays() {}

  /**
   * Of everything that adds to a measure or a set; empty where nothing has changed.
   *
   * @param agentDays the rows of {@link AgentDay} as they were made last
   */
  public static Optional<Dataset<Row>> of(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules, Dataset<Row> agentDays) {
    Stream<Dataset<Row>> ofMeasures =
        AgentDay.SOURCES.stream()
            .flatMap(source -> named(name(source), source.touched(changes, silver, rules)));
    Stream<Dataset<Row>> ofSets =
        AgentDayCustomers.SOURCES.stream()
            .flatMap(source -> named(name(source), source.touched(changes, silver, rules)));
    Stream<Dataset<Row>> ofSites =
        named(SITES, sinceValid(changes, Teams.NAME, agentDays, col(AgentDay.EVENT_DATE)));
    List<Dataset<Row>> all = Stream.of(ofMeasures, ofSets, ofSites).flatMap(days -> days).toList();
    return Optional.of(all)
        .filter(days -> !days.isEmpty())
        .map(Unions::byName)
        .map(days -> days.filter(col(DAY).leq(lit(changes.asOf()))).distinct())
        .map(days -> withFilesOfPeople(days, changes));
  }

  /**
   * Touched days, and those at whose start others are active for it: what made them so is what
   * touched the days on which customers become active or are lost.
   */
  public static Dataset<Row> withDaysAfter(Dataset<Row> touched, Collection<LocalDate> days) {
    if (days.isEmpty()) {
      return touched;
    }
    Dataset<Row> files =
        touched
            .filter(col(SOURCE).equalTo(ActivityMeasures.class.getSimpleName()))
            .select(col(FILE), col(SOURCE))
            .distinct();
    Column each = array(days.stream().map(functions::lit).toArray(Column[]::new));
    return touched.unionByName(files.withColumn(DAY, explode(each))).distinct();
  }

  /** What a source is called in {@link #SOURCE}. */
  public static String name(Object source) {
    return source.getClass().getSimpleName();
  }

  /** The names of the sources that add to a measure. */
  public static List<String> namesOfSources(String measure) {
    return AgentDay.SOURCES.stream()
        .filter(source -> source.measures().contains(measure))
        .map(TouchedDays::name)
        .toList();
  }

  /** The days that a feed's changed rows were and are on. */
  static Stream<Dataset<Row>> ofRows(SilverChanges changes, String feed) {
    return ofRows(changes, feed, col(DAY));
  }

  /** The same, by another day of the rows. */
  static Stream<Dataset<Row>> ofRows(SilverChanges changes, String feed, Column day) {
    return changes.of(feed).stream().map(rows -> rows.select(day.cast("date").as(DAY), col(FILE)));
  }

  /** All days of the ISO weeks that a feed's changed rows were and are in. */
  static Stream<Dataset<Row>> ofWeeks(SilverChanges changes, String feed) {
    Column monday = trunc(col(DAY), "week");
    Column week = explode(sequence(monday, date_add(monday, 6)));
    return changes.of(feed).stream().map(rows -> rows.select(week.as(DAY), col(FILE)));
  }

  /** Days of rows that are counted only now, by a day that is not that of their feed. */
  static Stream<Dataset<Row>> countedOnlyNow(SilverChanges changes, Dataset<Row> rows, Column day) {
    if (!changes.asOf().isAfter(changes.countedUntil())) {
      return Stream.of();
    }
    Column date = day.cast("date");
    return Stream.of(
        onlyTimePassed(
            rows.filter(date.gt(lit(changes.countedUntil())).and(date.leq(lit(changes.asOf())))),
            date));
  }

  /** Days of rows for which nothing but the as-of day has changed. */
  static Dataset<Row> onlyTimePassed(Dataset<Row> rows, Column day) {
    return rows.select(day.as(DAY), lit(null).cast("string").as(FILE)).distinct();
  }

  /**
   * Days of rows that have to do with changed ones.
   *
   * @param changed made by {@link #asChanged}
   * @param isRelated a condition on both sides, those of the changed by {@link #changed}
   */
  static Dataset<Row> ofRelated(
      Dataset<Row> changed, Dataset<Row> rows, Column isRelated, Column day) {
    // inner, many to many
    return rows.drop(FILE).join(changed, isRelated, "inner").select(day.as(DAY), col(FILE));
  }

  /** Some columns of changed rows, under names that no other table has. */
  static Dataset<Row> asChanged(Dataset<Row> changed, String... columns) {
    return changed
        .select(
            Stream.concat(
                    Stream.of(columns).map(name -> col(name).as(CHANGED + name)),
                    Stream.of(col(FILE)))
                .toArray(Column[]::new))
        .distinct(); // as they were and as they are
  }

  /** A column made by {@link #asChanged}. */
  static Column changed(String column) {
    return col(CHANGED + column);
  }

  /** Whether a row is of the same known customer as a changed one. */
  static Column isSameCustomer() {
    return col(Resolved.CUSTOMER_NO).equalTo(changed(Resolved.CUSTOMER_NO));
  }

  /** Days of rows from the first one on from which a changed version of the roster holds. */
  static Stream<Dataset<Row>> sinceValid(
      SilverChanges changes, String roster, Dataset<Row> rows, Column day) {
    return changes.of(roster).stream()
        .map(
            changed -> {
              Column from = coalesce(col(Validity.VALID_FROM), lit(BEGINNING));
              Dataset<Row> first =
                  changed.agg(min(from).as(CHANGED + Validity.VALID_FROM), min(col(FILE)).as(FILE));
              return ofRelated(
                  broadcast(first),
                  rows.select(day.cast("date").as(DAY)).distinct(), // many a day
                  col(DAY).geq(changed(Validity.VALID_FROM)),
                  col(DAY));
            });
  }

  private static Stream<Dataset<Row>> named(String source, Stream<Dataset<Row>> days) {
    return days.map(rows -> rows.select(col(DAY), col(FILE), lit(source).as(SOURCE)));
  }

  /**
   * Rows whose agent or customer is another now came in files of their own; what changed them are
   * the files of the roster and the CRM.
   */
  private static Dataset<Row> withFilesOfPeople(Dataset<Row> days, SilverChanges changes) {
    Optional<Dataset<Row>> files =
        PEOPLE.stream()
            .flatMap(feed -> changes.of(feed).stream())
            .map(rows -> rows.select(FILE))
            .reduce(Dataset::unionByName)
            .map(Dataset::distinct);
    return files
        .map(
            people ->
                days.unionByName(
                        // cross, many to few: the files of one delivery
                        days.select(DAY, SOURCE).distinct().crossJoin(broadcast(people)))
                    .distinct())
        .orElse(days);
  }
}
