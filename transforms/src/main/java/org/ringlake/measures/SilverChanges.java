package org.ringlake.measures;

import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.ringlake.facts.CountedDays;

/** What has changed in the silver tables since the measures were last computed. */
public interface SilverChanges {

  /**
   * The rows of a feed that have changed: as they were and as they are, and those that lie in days
   * which are counted only now. Empty where nothing has changed.
   */
  Optional<Dataset<Row>> of(String feed);

  /** The days that a feed's changed rows were and are on. */
  CountedDays daysOf(String feed);

  /** The as-of day of the last time; events after it were not counted then. */
  LocalDate countedUntil();

  /** The as-of day of this time, never before {@link #countedUntil}. */
  LocalDate asOf();
}
