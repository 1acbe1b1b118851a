package org.ringlake.measures;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;

/** What an event adds to a measure: a BIGINT that is never null. */
final class Additive {
  private static final Column NOTHING = lit(0L);

  private Additive() {}

  /** One where a condition holds. */
  static Column one(Column condition) {
    return when(condition, lit(1L)).otherwise(NOTHING);
  }

  /** A number; null adds nothing. */
  static Column of(Column number) {
    return coalesce(number.cast("bigint"), NOTHING);
  }

  /** The millionths of a number; null adds nothing. */
  static Column millionths(Column number) {
    return of(number.multiply(1_000_000));
  }

  /** A number where a condition holds; null adds nothing. */
  static Column where(Column condition, Column number) {
    return coalesce(when(condition, number.cast("bigint")), NOTHING);
  }
}
