package org.ringlake.facts;

import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of many datasets one after another.
 *
 * <p>At every step Spark looks through the whole plan so far. Adding one dataset after another it
 * looks at the first as often as there are others; here as often as they can be halved.
 */
public final class Unions {
  private Unions() {}

  /**
   * By the place of columns, which are named as in the first.
   *
   * @param parts at least one
   */
  public static Dataset<Row> of(List<Dataset<Row>> parts) {
    return of(parts, Dataset::union);
  }

  /**
   * By the names of columns, which all have.
   *
   * @param parts at least one
   */
  public static Dataset<Row> byName(List<Dataset<Row>> parts) {
    return of(parts, Dataset::unionByName);
  }

  private static Dataset<Row> of(List<Dataset<Row>> parts, BinaryOperator<Dataset<Row>> union) {
    int half = parts.size() / 2;
    return half == 0
        ? parts.get(0)
        : union.apply(
            of(parts.subList(0, half), union), of(parts.subList(half, parts.size()), union));
  }
}
