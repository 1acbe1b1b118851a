package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.ringlake.staging.NewestVersions;
import org.ringlake.staging.Passage;

/**
 * The newest versions of a feed's first rows. Where few keys have several versions, only their rows
 * are brought together; all others stay where they are.
 */
final class BatchVersions implements AutoCloseable {
  /** Fewer rows are brought together sooner than looked at twice. */
  private static final long WORTH_SPLITTING = 100_000;

  /** So many keys of eight bytes are sent to every executor. */
  private static final long FEW = 2_000_000;

  private static final String VERSIONS = "__versions";

  private final NewestVersions versions;
  private final Dataset<Row> rows;
  private final Optional<Dataset<Row>> contested;

  private BatchVersions(
      NewestVersions versions, Dataset<Row> rows, Optional<Dataset<Row>> contested) {
    this.versions = versions;
    this.rows = rows;
    this.contested = contested;
  }

  /**
   * The versions of a batch.
   *
   * @param count how many rows there are
   */
  static BatchVersions of(NewestVersions versions, Dataset<Row> rows, long count) {
    return new BatchVersions(
        versions,
        rows,
        versions.combine() || count < WORTH_SPLITTING
            ? Optional.empty()
            : Optional.of(contested(rows)));
  }

  private static Dataset<Row> contested(Dataset<Row> rows) {
    return rows.groupBy(Passage.KEY_HASH)
        .agg(count(lit(1)).as(VERSIONS))
        .filter(col(VERSIONS).gt(1))
        .select(Passage.KEY_HASH)
        .persist(StorageLevel.MEMORY_AND_DISK());
  }

  /** One row per key, deletions included. */
  Dataset<Row> newest() {
    return contested
        .filter(keys -> keys.count() <= FEW)
        .map(this::newestOfContested)
        .orElseGet(() -> versions.from(rows));
  }

  private Dataset<Row> newestOfContested(Dataset<Row> keys) {
    Dataset<Row> several =
        rows.join(
            broadcast(keys),
            rows.col(Passage.KEY_HASH).equalTo(keys.col(Passage.KEY_HASH)),
            "left_semi");
    Dataset<Row> single =
        rows.join(
            broadcast(keys),
            rows.col(Passage.KEY_HASH).equalTo(keys.col(Passage.KEY_HASH)),
            "left_anti");
    return versions.from(several).unionByName(versions.single(single));
  }

  @Override
  public void close() {
    contested.ifPresent(Dataset::unpersist);
  }
}
