package org.ringlake.measures;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.SilverFeeds;
import org.ringlake.staging.Resolved;

/**
 * The days whose events may come out otherwise than last time, and the files that are why.
 *
 * <p>Grain: one row per day, file and source. Columns: {@link #DAY}, {@link #FILE} (null: only time
 * has passed), {@link #SOURCE}. A day too many costs time; one too few would be an error.
 */
public final class TouchedDays {
  public static final String DAY = Resolved.EVENT_DATE;
  public static final String FILE = Resolved.FILE_ID;

  /** The class of the {@link MeasureSource} whose events they are. */
  public static final String SOURCE = "source";

  private static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

  private TouchedDays() {}

  /** The days that a feed's changed rows were and are on. */
  static Stream<Dataset<Row>> ofRows(SilverChanges changes, String feed) {
    return ofRows(changes, feed, col(DAY));
  }

  /** The same, by another day of the rows. */
  static Stream<Dataset<Row>> ofRows(SilverChanges changes, String feed, Column day) {
    return changes.of(feed).map(rows -> named(rows, day)).stream();
  }

  /** Days of rows that were found by way of changed ones. */
  static Dataset<Row> named(Dataset<Row> rows, Column day) {
    return rows.select(day.cast("date").as(DAY), col(FILE));
  }

  /**
   * Rows of a table whose day is on or after the first day from which versions that changed hold: a
   * roster's or teams'.
   *
   * @param validFrom of the versions; null: from the beginning
   */
  static Optional<Dataset<Row>> sinceValid(
      Optional<Dataset<Row>> versions, String validFrom, Dataset<Row> rows, Column day) {
    return versions.map(
        changed -> {
          String from = "_changed_from";
          Dataset<Row> first =
              changed.agg(
                  min(coalesce(col(validFrom), lit(BEGINNING))).as(from), min(col(FILE)).as(FILE));
          // inner, many to one: an aggregate without keys
          return rows.select(day.cast("date").as(DAY))
              .join(broadcast(first), col(DAY).geq(col(from)), "inner")
              .select(DAY, FILE);
        });
  }

  /** Of everything that adds to a measure or a set; empty where nothing has changed. */
  public static Optional<Dataset<Row>> of(
      SilverChanges changes, SilverFeeds silver, MeasureRules rules) {
    Stream<Dataset<Row>> ofMeasures =
        AgentDay.SOURCES.stream()
            .flatMap(source -> named(source, source.touched(changes, silver, rules)));
    Stream<Dataset<Row>> ofSets =
        AgentDayCustomers.SOURCES.stream()
            .flatMap(source -> named(source, source.touched(changes, silver, rules)));
    return Stream.concat(ofMeasures, ofSets)
        .reduce(Dataset::unionByName)
        .map(days -> days.filter(col(DAY).leq(lit(changes.asOf()))).distinct());
  }

  /** What a source is called in {@link #SOURCE}. */
  public static String name(Object source) {
    return source.getClass().getSimpleName();
  }

  private static Stream<Dataset<Row>> named(Object source, Stream<Dataset<Row>> days) {
    return days.map(rows -> rows.select(col(DAY), col(FILE), lit(name(source)).as(SOURCE)));
  }
}
