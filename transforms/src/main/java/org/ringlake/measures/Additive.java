package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Column;

/** Sums for a group-by that are never null. */
final class Additive {
  private static final Column NOTHING = lit(0L);

  private Additive() {}

  /** The sum of a number; null counts as nothing. */
  static Column total(Column number) {
    return sum(coalesce(number.cast("bigint"), NOTHING));
  }
}
