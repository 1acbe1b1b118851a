package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.month;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.year;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.ringlake.facts.SilverRows;
import org.ringlake.feed.Exclusion;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.SourceMapping;
import org.ringlake.jobs.Interpretation;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.DoorRules;
import org.ringlake.staging.NewestVersions;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Rejections;
import org.ringlake.staging.Resolved;
import org.ringlake.staging.TypedRows;

/** Takes the new files of one feed: bronze, rejected rows, then the newest versions into silver. */
final class FeedIngest {
  /** So many keys of eight bytes are sent to every executor; more are joined by a shuffle. */
  private static final long BROADCAST_KEYS = 4_000_000;

  private static final String LISTED = "__listed";

  /**
   * The setting for the size of new files below which their rows are kept at hand, and Spark's
   * plans for a feed's first ones are not compiled.
   */
  private static final String SMALL_BATCH = "spark.ringlake.smallBatch";

  private static final TableLayout REJECTED =
      new TableLayout(List.of(), List.of(Rejections.FILE_ID));

  private final Lake lake;
  private final FeedDefinition feed;
  private final List<SourceMapping> sources;
  private final DoorRules rules;
  private final PeopleTables people;
  private final String runId;
  private final BronzeTable bronze;
  private final TableName silver;
  private final SilverRows silverRows;
  private final TableLayout layout;
  private final NewestVersions versions;

  FeedIngest(
      Lake lake,
      FeedDefinition feed,
      List<SourceMapping> sources,
      DoorRules rules,
      PeopleTables people,
      String runId) {
    this.lake = lake;
    this.feed = feed;
    this.sources = List.copyOf(sources);
    this.rules = rules;
    this.people = people;
    this.runId = runId;
    this.bronze = new BronzeTable(lake, feed.name());
    this.silver = TableName.silver(feed.name());
    this.silverRows = new SilverRows(feed);
    this.layout = SilverLayout.of(feed);
    this.versions = new NewestVersions(feed, sources);
  }

  /**
   * What came of the new files.
   *
   * @param entries of the new files
   * @param earlier by how many rows the accepted ones of earlier files changed
   */
  record Outcome(List<FileLog.Entry> entries, Map<FileLog.Key, Long> earlier) {}

  /**
   * Takes files.
   *
   * @param files readable ones, by source
   * @param isRelisted whether a feed that names rows of this one as gone has changed
   */
  Outcome take(Map<SourceMapping, List<ProbedFile>> files, boolean isRelisted) {
    boolean isFirst = !lake.exists(silver);
    String small = lake.spark().conf().get(SMALL_BATCH, "4m");
    boolean isSmall = bytes(files) < JavaUtils.byteStringAsBytes(small);
    if (!isFirst || !isSmall) {
      return take(files, isRelisted, isFirst, isSmall);
    }
    Interpretation interpretation = Interpretation.in(lake.spark());
    try {
      return take(files, isRelisted, true, true);
    } finally {
      interpretation.close();
    }
  }

  private static long bytes(Map<SourceMapping, List<ProbedFile>> files) {
    return files.values().stream()
        .flatMap(List::stream)
        .mapToLong(file -> file.file().bytes())
        .sum();
  }

  private Outcome take(
      Map<SourceMapping, List<ProbedFile>> files,
      boolean isRelisted,
      boolean isFirst,
      boolean isSmall) {
    if (files.isEmpty()) {
      return outcome(files, Map.of(), later(Optional.empty(), 0, isRelisted));
    }
    List<SourceReader.Reading> readings = new ArrayList<>();
    Dataset<Row> read = judged(files, readings);
    if (isSmall) {
      read.persist(StorageLevel.MEMORY_AND_DISK());
    }
    try {
      bronze.append(read, runId);
      Dataset<Row> rows = isSmall ? read : bronze.judged(runId);
      Map<FileLog.Key, Judged> judged = counted(rows);
      reject(rows, readings, judged);
      long passed = judged.values().stream().mapToLong(Judged::passed).sum();
      Dataset<Row> batch = TypedRows.accepted(rows);
      return outcome(
          files,
          judged,
          isFirst ? first(batch, passed) : later(Optional.of(batch), passed, isRelisted));
    } finally {
      read.unpersist();
    }
  }

  private Outcome outcome(
      Map<SourceMapping, List<ProbedFile>> files,
      Map<FileLog.Key, Judged> judged,
      Map<FileLog.Key, Long> changes) {
    List<FileLog.Entry> entries = new ArrayList<>();
    files.forEach(
        (source, taken) -> taken.forEach(file -> entries.add(entry(file, judged, changes))));
    entries.forEach(entry -> changes.remove(entry.key()));
    return new Outcome(entries, changes);
  }

  private FileLog.Entry entry(
      ProbedFile file, Map<FileLog.Key, Judged> judged, Map<FileLog.Key, Long> accepted) {
    FileLog.Key key = new FileLog.Key(file.file().source(), file.fileId());
    Judged rows = judged.getOrDefault(key, Judged.NONE);
    long won = accepted.getOrDefault(key, 0L);
    return new FileLog.Entry(
        file,
        feed.name(),
        null,
        rows.passed() + rows.refused(),
        won,
        rows.refused(),
        rows.passed() - won);
  }

  /** How many rows of a file are good and how many are not. */
  private record Judged(long passed, long refused) {
    static final Judged NONE = new Judged(0, 0);
  }

  private Dataset<Row> judged(
      Map<SourceMapping, List<ProbedFile>> files, List<SourceReader.Reading> readings) {
    List<Dataset<Row>> parts = new ArrayList<>();
    files.forEach(
        (source, taken) -> {
          TypedRows typed = new TypedRows(source, feed, rules);
          for (SourceReader.Reading read :
              new SourceReader(lake.spark(), source, feed).read(taken)) {
            readings.add(read);
            parts.add(typed.judged(read.rows()));
          }
        });
    return union(parts);
  }

  private void reject(
      Dataset<Row> rows, List<SourceReader.Reading> readings, Map<FileLog.Key, Judged> judged) {
    List<SourceReader.Reading> faulty =
        readings.stream().filter(read -> hasRefused(read, judged)).toList();
    if (!faulty.isEmpty()) {
      Optional<Dataset<Row>> blocks =
          faulty.stream().flatMap(read -> read.blocks().stream()).reduce(Dataset::unionByName);
      lake.append(TableName.rejected(feed.name()), Rejections.of(rows, blocks), REJECTED);
    }
  }

  private static Map<FileLog.Key, Judged> counted(Dataset<Row> rows) {
    Map<FileLog.Key, Judged> judged = new HashMap<>();
    rows.groupBy(Passage.SOURCE, Passage.FILE_ID)
        .agg(count(lit(1)), count(Passage.KEY_HASH))
        .collectAsList()
        .forEach(
            row ->
                judged.put(
                    new FileLog.Key(row.getString(0), row.getString(1)),
                    new Judged(row.getLong(3), row.getLong(2) - row.getLong(3))));
    return judged;
  }

  private static boolean hasRefused(SourceReader.Reading reading, Map<FileLog.Key, Judged> judged) {
    return reading.files().stream()
        .map(file -> new FileLog.Key(file.file().source(), file.fileId()))
        .anyMatch(key -> judged.getOrDefault(key, Judged.NONE).refused() > 0);
  }

  private Map<FileLog.Key, Long> first(Dataset<Row> all, long passed) {
    people.number(silverRows, silverRows.given(all));
    try (BatchVersions batch = BatchVersions.of(versions, all, passed)) {
      Dataset<Row> newest = onlyKept(batch.newest());
      lake.append(silver, silverRows.resolved(silverRows.given(newest), people.read()), layout);
      boolean isCountedInTable =
          !versions.combine() && all.filter(SilverRows.isDeleted()).isEmpty();
      return counts(
          isCountedInTable
              ? lake.read(silver).select(Passage.SOURCE, Passage.FILE_ID)
              : versions.accepted(all, newest));
    }
  }

  private Map<FileLog.Key, Long> later(
      Optional<Dataset<Row>> batch, long rowsPassed, boolean isRelisted) {
    Dataset<Row> touched = touchedKeys(batch, isRelisted);
    Dataset<Row> all =
        bronze
            .versions()
            .join(rowsPassed > BROADCAST_KEYS ? touched : broadcast(touched), Passage.KEY_HASH)
            .persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> before = all.filter(col(BronzeTable.RUN_ID).notEqual(runId));
      Dataset<Row> newest = onlyKept(versions.from(all)).persist(StorageLevel.MEMORY_AND_DISK());
      people.number(silverRows, silverRows.given(all));
      Dataset<Row> rows = silverRows.resolved(silverRows.given(newest), people.read());
      Map<FileLog.Key, Long> accepted = counts(versions.accepted(all, newest));
      if (before.isEmpty()) {
        lake.append(silver, rows, layout);
      } else {
        counts(acceptedUntilNow(before))
            .forEach((key, rowsBefore) -> accepted.merge(key, -rowsBefore, Long::sum));
        merge(all, rows);
      }
      newest.unpersist();
      return accepted;
    } finally {
      all.unpersist();
    }
  }

  /** The rows of earlier runs that are in the table as it stands, for counting. */
  private Dataset<Row> acceptedUntilNow(Dataset<Row> before) {
    Dataset<Row> newest = versions.from(before);
    boolean canExclude = sources.stream().anyMatch(source -> !source.exclude().isEmpty());
    if (canExclude) {
      Dataset<Row> table = lake.read(silver).as("table");
      Column isInTable =
          feed.key().stream()
              .map(
                  key -> col("newest." + key).eqNullSafe(col("table." + silverRows.keyColumn(key))))
              .reduce(Column::and)
              .orElseThrow();
      newest =
          newest
              .filter(SilverRows.isDeleted())
              .unionByName(
                  newest
                      .filter(not(SilverRows.isDeleted()))
                      .as("newest")
                      .join(table, isInTable, "left_semi"));
    }
    return versions.accepted(before, newest);
  }

  private Dataset<Row> touchedKeys(Optional<Dataset<Row>> batch, boolean isRelisted) {
    List<Dataset<Row>> keys = new ArrayList<>();
    batch.ifPresent(rows -> keys.add(rows.select(Passage.KEY_HASH)));
    if (isRelisted) {
      for (SourceMapping source : sources) {
        for (Exclusion exclusion : source.exclude()) {
          keys.add(
              bronze
                  .versions()
                  .filter(col(Passage.SOURCE).equalTo(source.name()))
                  .join(
                      listed(exclusion), col(exclusion.column()).equalTo(col(LISTED)), "left_semi")
                  .select(Passage.KEY_HASH));
        }
      }
    }
    return union(keys).distinct();
  }

  private Dataset<Row> listed(Exclusion exclusion) {
    return lake.read(TableName.silver(exclusion.feed()))
        .select(col(exclusion.listedIn()).as(LISTED))
        .distinct();
  }

  /** Without the rows that other feeds name as gone. */
  private Dataset<Row> onlyKept(Dataset<Row> newest) {
    Dataset<Row> kept = newest;
    for (SourceMapping source : sources) {
      for (Exclusion exclusion : source.exclude()) {
        if (lake.exists(TableName.silver(exclusion.feed()))) {
          Column isListed =
              col(Passage.SOURCE)
                  .equalTo(source.name())
                  .and(col(exclusion.column()).equalTo(col(LISTED)));
          kept = kept.join(listed(exclusion), isListed, "left_anti");
        }
      }
    }
    return kept;
  }

  /** Puts rows in the place of all versions of their keys, keys without a row disappear. */
  private void merge(Dataset<Row> all, Dataset<Row> rows) {
    List<String> keys = feed.key().stream().map(silverRows::keyColumn).toList();
    String gone = "__gone";
    Dataset<Row> keysOfAll =
        all.select(
                feed.key().stream()
                    .map(key -> col(key).as(silverRows.keyColumn(key)))
                    .toArray(Column[]::new))
            .distinct();
    Column sameKey =
        keys.stream()
            .map(key -> col("touched." + key).eqNullSafe(col("row." + key)))
            .reduce(Column::and)
            .orElseThrow();
    List<Column> columns = new ArrayList<>();
    for (String column : rows.columns()) {
      String side = keys.contains(column) ? "touched." : "row.";
      columns.add(col(side + column).as(column));
    }
    String present = "__present";
    columns.add(col("row." + present).isNull().as(gone));
    Dataset<Row> changes =
        keysOfAll
            .as("touched")
            .join(rows.withColumn(present, lit(true)).as("row"), sameKey, "left")
            .select(columns.toArray(Column[]::new));
    Column condition =
        keys.stream()
            .map(key -> col("table." + key).eqNullSafe(col("change." + key)))
            .reduce(inMonths(all), Column::and);
    Map<String, Column> values = new LinkedHashMap<>();
    for (String column : rows.columns()) {
      values.put("`" + column + "`", col("change." + column));
    }
    lake.merge(silver)
        .as("table")
        .merge(changes.as("change"), condition)
        .whenMatched(col("change." + gone))
        .delete()
        .whenMatched()
        .update(values)
        .whenNotMatched(not(col("change." + gone)))
        .insert(values)
        .execute();
  }

  /** Prunes the table to the months in which these keys ever were. */
  private static Column inMonths(Dataset<Row> all) {
    Column day = col(Resolved.EVENT_DATE);
    List<Integer> months =
        all
            .select(coalesce(year(day).multiply(100).plus(month(day)), lit(0)).as("m"))
            .distinct()
            .collectAsList()
            .stream()
            .map(row -> row.getInt(0))
            .toList();
    Column month = col("table." + SilverRows.MONTH);
    Column known = month.isin(months.toArray());
    return months.contains(0) ? known.or(month.isNull()) : known;
  }

  private static Map<FileLog.Key, Long> counts(Dataset<Row> rows) {
    return rows.groupBy(Passage.SOURCE, Passage.FILE_ID).agg(count(lit(1))).collectAsList().stream()
        .collect(
            Collectors.toMap(
                row -> new FileLog.Key(row.getString(0), row.getString(1)),
                row -> row.getLong(2),
                Long::sum,
                HashMap::new));
  }

  private static Dataset<Row> union(List<Dataset<Row>> parts) {
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }
}
