package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.SourceMapping;
import org.ringlake.jobs.Interpretation;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.NewestVersions;
import org.ringlake.staging.Passage;

/** {@code silver.<feed>}: the newest versions of its rows in bronze, with their people. */
final class SilverTable {
  /** So many rows the driver holds: with a kilobyte each twenty megabytes. */
  static final int FEW = 20_000;

  /** So many keys of eight bytes are sent to every executor; more are joined by a shuffle. */
  private static final long BROADCAST_KEYS = 4_000_000;

  /** Where a feed's files together are larger, reading all of them is worth compiling for. */
  private static final long WORTH_COMPILING = 8L << 20;

  private final Lake lake;
  private final FeedDefinition feed;
  private final PeopleTables people;
  private final String runId;
  private final BronzeTable bronze;
  private final TableName silver;
  private final SilverRows silverRows;
  private final TableLayout layout;
  private final NewestVersions versions;
  private final Exclusions exclusions;
  private final SilverMerge merge;

  SilverTable(
      Lake lake,
      FeedDefinition feed,
      List<SourceMapping> sources,
      PeopleTables people,
      String runId) {
    this.lake = lake;
    this.feed = feed;
    this.people = people;
    this.runId = runId;
    this.bronze = new BronzeTable(lake, feed.name());
    this.silver = TableName.silver(feed.name());
    this.silverRows = new SilverRows(feed);
    this.layout = SilverLayout.of(feed);
    this.versions = new NewestVersions(feed, sources);
    this.exclusions = new Exclusions(lake, sources);
    this.merge = new SilverMerge(lake, feed, silverRows);
  }

  boolean exists() {
    return lake.exists(silver);
  }

  /**
   * Makes the table.
   *
   * @param passed how many rows there are
   * @return how many rows of each file are in it, or delete one
   */
  Map<FileLog.Key, Long> first(Dataset<Row> all, long passed) {
    if (LocalRows.areLocal(all)) {
      return LocalRows.inOneTask(lake.spark(), () -> firstFew(all));
    }
    people.number(silverRows, silverRows.given(all));
    try (BatchVersions batch = BatchVersions.of(versions, all, passed)) {
      Dataset<Row> newest = exclusions.onlyKept(batch.newest());
      lake.append(silver, silverRows.resolved(silverRows.given(newest), people.read()), layout);
      boolean isCountedInTable =
          !versions.combine() && all.filter(SilverRows.isDeleted()).isEmpty();
      return Tally.byFile(
          isCountedInTable
              ? lake.readSmall(silver, FEW).select(Passage.SOURCE, Passage.FILE_ID)
              : versions.accepted(all, newest));
    }
  }

  private Map<FileLog.Key, Long> firstFew(Dataset<Row> all) {
    people.numberFew(silverRows, silverRows.given(all));
    Dataset<Row> newest = newestFew(all);
    lake.append(silver, resolvedFew(newest), layout);
    return Tally.byFile(versions.accepted(all, newest));
  }

  /**
   * Brings the table up to date with rows in bronze.
   *
   * @param batch the new rows; empty where only lists of gone rows have changed
   * @param rowsPassed how many new rows there are
   * @param isRelisted whether lists of gone rows have changed
   * @return by how many rows the accepted ones of each file changed
   */
  Map<FileLog.Key, Long> later(Optional<Dataset<Row>> batch, long rowsPassed, boolean isRelisted) {
    Dataset<Row> touched = touched(batch, rowsPassed, isRelisted);
    Optional<Dataset<Row>> few =
        batch.filter(rows -> !LocalRows.areLocal(rows)).isPresent()
            ? Optional.empty()
            : fewOf(touched);
    return few.map(this::laterFew).orElseGet(() -> laterMany(touched));
  }

  private Optional<Dataset<Row>> fewOf(Dataset<Row> touched) {
    return bronze.isLarger(WORTH_COMPILING)
        ? Interpretation.lifted(lake.spark(), () -> LocalRows.ifFew(touched, FEW))
        : LocalRows.ifFew(touched, FEW);
  }

  private Map<FileLog.Key, Long> laterFew(Dataset<Row> all) {
    Map<FileLog.Key, Long> accepted = new HashMap<>();
    LocalRows.inOneTask(lake.spark(), () -> changesFew(all, accepted))
        .ifPresent(
            changes ->
                LocalRows.unstored(
                    lake.spark(), () -> merge.execute(changes, SilverMerge.inMonths(all))));
    return accepted;
  }

  /** What is to be merged; empty where all keys are new, whose rows are appended. */
  private Optional<Dataset<Row>> changesFew(Dataset<Row> all, Map<FileLog.Key, Long> accepted) {
    people.numberFew(silverRows, silverRows.given(all));
    Dataset<Row> newest = newestFew(all);
    accepted.putAll(Tally.byFile(versions.accepted(LocalRows.together(all), newest)));
    Dataset<Row> rows = resolvedFew(newest);
    Dataset<Row> before = before(all);
    if (before.isEmpty()) {
      lake.append(silver, rows, layout);
      return Optional.empty();
    }
    withoutCounted(accepted, before);
    return Optional.of(LocalRows.of(merge.changes(LocalRows.together(all), rows)));
  }

  private Dataset<Row> newestFew(Dataset<Row> all) {
    return LocalRows.of(exclusions.onlyKept(newestOf(all)));
  }

  /** The newest versions of local rows; keys with one version each need not be brought together. */
  private Dataset<Row> newestOf(Dataset<Row> all) {
    boolean areSingle =
        !versions.combine()
            && Tally.of(all.select(Passage.KEY_HASH)).values().stream()
                .allMatch(count -> count == 1);
    return areSingle ? versions.single(all) : versions.from(LocalRows.together(all));
  }

  private Dataset<Row> resolvedFew(Dataset<Row> newest) {
    Dataset<Row> given = silverRows.given(newest);
    SilverRows.People theirs = people.readFor(silverRows, given);
    return silverRows.resolved(LocalRows.together(given), theirs);
  }

  private Map<FileLog.Key, Long> laterMany(Dataset<Row> touched) {
    Dataset<Row> all = touched.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> before = before(all);
      Dataset<Row> newest =
          exclusions.onlyKept(versions.from(all)).persist(StorageLevel.MEMORY_AND_DISK());
      people.number(silverRows, silverRows.given(all));
      Dataset<Row> rows = silverRows.resolved(silverRows.given(newest), people.read());
      Map<FileLog.Key, Long> accepted = Tally.byFile(versions.accepted(all, newest));
      if (before.isEmpty()) {
        lake.append(silver, rows, layout);
      } else {
        withoutCounted(accepted, before);
        merge.execute(merge.changes(all, rows), SilverMerge.inMonths(all));
      }
      newest.unpersist();
      return accepted;
    } finally {
      all.unpersist();
    }
  }

  private Dataset<Row> before(Dataset<Row> all) {
    return all.filter(col(BronzeTable.RUN_ID).notEqual(runId));
  }

  /** Takes off what was counted before this run. */
  private void withoutCounted(Map<FileLog.Key, Long> accepted, Dataset<Row> before) {
    Tally.byFile(acceptedUntilNow(before))
        .forEach((key, rowsBefore) -> accepted.merge(key, -rowsBefore, Long::sum));
  }

  /** The rows of earlier runs that are in the table as it stands, for counting. */
  private Dataset<Row> acceptedUntilNow(Dataset<Row> before) {
    Dataset<Row> newest =
        LocalRows.areLocal(before) ? LocalRows.of(newestOf(before)) : versions.from(before);
    if (exclusions.areAny()) {
      Dataset<Row> table = lake.read(silver).as("table");
      newest =
          newest
              .filter(SilverRows.isDeleted())
              .unionByName(
                  newest
                      .filter(not(SilverRows.isDeleted()))
                      .as("newest")
                      .join(table, isInTable("newest"), "left_semi"));
    }
    return versions.accepted(before, newest);
  }

  /**
   * Whether a version's key is that of a row of the table.
   *
   * @param versions what the versions are called; the table is called table
   */
  private Column isInTable(String versions) {
    return feed.key().stream()
        .map(key -> col(versions + "." + key).eqNullSafe(col("table." + silverRows.keyColumn(key))))
        .reduce(Column::and)
        .orElseThrow();
  }

  /** Every version of the keys that the new rows, or changed lists, concern. */
  private Dataset<Row> touched(Optional<Dataset<Row>> batch, long rowsPassed, boolean isRelisted) {
    if (!isRelisted && batch.filter(LocalRows::areLocal).isPresent()) {
      Set<Long> keys =
          batch.get().select(Passage.KEY_HASH).collectAsList().stream()
              .map(row -> row.getLong(0))
              .collect(Collectors.toSet());
      return LocalRows.having(bronze.versions(), Passage.KEY_HASH, keys);
    }
    Dataset<Row> keys = touchedKeys(batch, isRelisted);
    return bronze
        .versions()
        .join(rowsPassed > BROADCAST_KEYS ? keys : broadcast(keys), Passage.KEY_HASH);
  }

  private Dataset<Row> touchedKeys(Optional<Dataset<Row>> batch, boolean isRelisted) {
    List<Dataset<Row>> keys = new ArrayList<>();
    batch.ifPresent(rows -> keys.add(rows.select(Passage.KEY_HASH)));
    if (isRelisted) {
      keys.addAll(exclusions.keys(bronze.versions()));
      keys.add(keysWithoutRow());
    }
    return keys.stream().reduce(Dataset::unionByName).orElseThrow().distinct();
  }

  /** Besides deleted keys those that lists named as gone until now, and may name no longer. */
  private Dataset<Row> keysWithoutRow() {
    return bronze
        .versions()
        .as("version")
        .join(lake.readSmall(silver, FEW).as("table"), isInTable("version"), "left_anti")
        .select(Passage.KEY_HASH);
  }
}
