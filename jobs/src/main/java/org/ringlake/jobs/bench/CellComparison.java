package org.ringlake.jobs.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.ringlake.jobs.JobException;
import org.ringlake.kpi.Cell;

/**
 * Whether two sides have the same cells with the same measures. Cells in which all of these are 0
 * are left out: one side may have them for the sake of other measures.
 *
 * @param cells how many there are on either side
 * @param measures of each
 * @param different cells that only one side has, that it has more than once, or of which a measure
 *     differs
 * @param examples some of these
 */
record CellComparison(long cells, int measures, long different, List<String> examples) {
  private static final int EXAMPLES = 3;
  private static final String SIDE = "_side";
  private static final String OURS = "_ours";
  private static final String THEIRS = "_theirs";
  private static final String IS_DIFFERENT = "_is_different";

  CellComparison {
    examples = List.copyOf(examples);
  }

  /**
   * Compares.
   *
   * @param ours rows with {@link Cell#KEY} and the measures, BIGINT
   * @param theirs the same
   */
  static CellComparison of(Dataset<Row> ours, Dataset<Row> theirs, List<String> measures) {
    Dataset<Row> compared = compared(ours, theirs, measures);
    Row counts = compared.agg(count(lit(1)), count_if(col(IS_DIFFERENT))).first();
    List<String> examples =
        compared.filter(col(IS_DIFFERENT)).limit(EXAMPLES).collectAsList().stream()
            .map(row -> example(row, measures))
            .toList();
    return new CellComparison(counts.getLong(0), measures.size(), counts.getLong(1), examples);
  }

  private static Dataset<Row> compared(
      Dataset<Row> ours, Dataset<Row> theirs, List<String> measures) {
    Column[] columns =
        Stream.concat(Cell.KEY.stream(), measures.stream())
            .map(functions::col)
            .toArray(Column[]::new);
    List<Column> sides = new ArrayList<>();
    Column isDifferent = count_if(col(SIDE)).notEqual(1).or(count_if(isTheirs()).notEqual(1));
    for (String measure : measures) {
      Column our = sum(when(col(SIDE), col(measure)));
      Column their = sum(when(isTheirs(), col(measure)));
      sides.add(our.as(OURS + measure));
      sides.add(their.as(THEIRS + measure));
      isDifferent = isDifferent.or(our.eqNullSafe(their).equalTo(false));
    }
    Column isAnything =
        measures.stream()
            .map(measure -> not(col(measure).eqNullSafe(0L)))
            .reduce(Column::or)
            .orElseThrow();
    return ours.select(columns)
        .withColumn(SIDE, lit(true))
        .unionByName(theirs.select(columns).withColumn(SIDE, lit(false)))
        .filter(isAnything)
        .groupBy(Cell.KEY.stream().map(functions::col).toArray(Column[]::new))
        .agg(isDifferent.as(IS_DIFFERENT), sides.toArray(Column[]::new));
  }

  private static Column isTheirs() {
    return not(col(SIDE));
  }

  private static String example(Row row, List<String> measures) {
    List<String> parts = new ArrayList<>();
    for (String measure : measures) {
      Object our = row.getAs(OURS + measure);
      Object their = row.getAs(THEIRS + measure);
      if (our == null || !our.equals(their)) {
        parts.add("%s %s and %s".formatted(measure, our, their));
      }
    }
    String key =
        String.join(" ", Cell.KEY.stream().map(each -> row.getAs(each).toString()).toList());
    return "%s: %s".formatted(key, parts.isEmpty() ? "more than once" : String.join(", ", parts));
  }

  boolean isEqual() {
    return different == 0;
  }

  /** What came out, for people. */
  @Override
  public String toString() {
    return isEqual()
        ? "%,d cells × %d measures are equal".formatted(cells, measures)
        : "%,d of %,d cells differ, such as %s"
            .formatted(different, cells, String.join("; ", examples));
  }

  /**
   * Does nothing where all is equal.
   *
   * @throws JobException where it is not: times of unlike work mean nothing
   */
  void orFail() {
    if (!isEqual()) {
      throw new JobException(
          "The two sides computed different values, so their times mean nothing: %s"
              .formatted(this));
    }
  }
}
