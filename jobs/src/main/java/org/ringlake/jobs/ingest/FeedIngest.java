package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.SourceMapping;
import org.ringlake.jobs.Interpretation;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;
import org.ringlake.staging.DoorRules;
import org.ringlake.staging.Passage;
import org.ringlake.staging.Rejections;
import org.ringlake.staging.TypedRows;

/** Takes the new files of one feed: bronze, rejected rows, then the newest versions into silver. */
final class FeedIngest {
  private static final String GOOD = "__good";

  /** Where a feed's files together are larger, merging into them is worth compiling for. */
  private static final long WORTH_COMPILING = 128L << 20;

  /**
   * The setting for the size of new files below which their rows are kept at hand, and Spark's
   * plans for them are not compiled.
   */
  private static final String SMALL_BATCH = "spark.ringlake.smallBatch";

  private static final TableLayout REJECTED =
      new TableLayout(List.of(), List.of(Rejections.FILE_ID));

  private final Lake lake;
  private final FeedDefinition feed;
  private final DoorRules rules;
  private final String runId;
  private final BronzeTable bronze;
  private final SilverTable silver;

  FeedIngest(
      Lake lake,
      FeedDefinition feed,
      List<SourceMapping> sources,
      DoorRules rules,
      PeopleTables people,
      String runId) {
    this.lake = lake;
    this.feed = feed;
    this.rules = rules;
    this.runId = runId;
    this.bronze = new BronzeTable(lake, feed.name());
    this.silver = new SilverTable(lake, feed, sources, people, runId);
  }

  /**
   * What came of the new files.
   *
   * @param entries of the new files
   * @param earlier by how many rows the accepted ones of earlier files changed
   */
  record Outcome(List<FileLog.Entry> entries, Map<FileLog.Key, Long> earlier) {
    long rowsRead() {
      return entries.stream().mapToLong(FileLog.Entry::read).sum();
    }
  }

  /**
   * Takes files.
   *
   * @param files readable ones, by source
   * @param isRelisted whether a feed that names rows of this one as gone has changed
   */
  Outcome take(Map<SourceMapping, List<ProbedFile>> files, boolean isRelisted) {
    String small = lake.spark().conf().get(SMALL_BATCH, "4m");
    boolean isSmall = bytes(files) < JavaUtils.byteStringAsBytes(small);
    if (!isSmall || bronze.isLarger(WORTH_COMPILING)) {
      return take(files, isRelisted, isSmall);
    }
    Interpretation interpretation = Interpretation.in(lake.spark());
    try {
      return take(files, isRelisted, true);
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
      Map<SourceMapping, List<ProbedFile>> files, boolean isRelisted, boolean isSmall) {
    if (files.isEmpty()) {
      return outcome(files, Map.of(), silver.later(Optional.empty(), 0, isRelisted));
    }
    List<SourceReader.Reading> readings = new ArrayList<>();
    Dataset<Row> read = judged(files, readings);
    Optional<Dataset<Row>> few =
        isSmall ? LocalRows.ifFew(LocalRows.together(read), SilverTable.FEW) : Optional.empty();
    if (few.isPresent()) {
      bronze.append(LocalRows.together(few.get()), runId);
      return take(files, readings, few.get(), isRelisted);
    }
    if (isSmall) {
      read.persist(StorageLevel.MEMORY_AND_DISK());
    }
    try {
      bronze.append(read, runId);
      return take(files, readings, isSmall ? read : bronze.judged(runId), isRelisted);
    } finally {
      read.unpersist();
    }
  }

  private Outcome take(
      Map<SourceMapping, List<ProbedFile>> files,
      List<SourceReader.Reading> readings,
      Dataset<Row> rows,
      boolean isRelisted) {
    Map<FileLog.Key, Judged> judged = counted(rows);
    if (LocalRows.areLocal(rows)) {
      LocalRows.inOneTask(lake.spark(), () -> reject(LocalRows.together(rows), readings, judged));
    } else {
      reject(rows, readings, judged);
    }
    long passed = judged.values().stream().mapToLong(Judged::passed).sum();
    Dataset<Row> batch = TypedRows.accepted(rows);
    return outcome(
        files,
        judged,
        silver.exists()
            ? silver.later(Optional.of(batch), passed, isRelisted)
            : silver.first(batch, passed));
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

    Judged plus(Judged other) {
      return new Judged(passed + other.passed, refused + other.refused);
    }
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
    Column isGood = col(Passage.KEY_HASH).isNotNull();
    Map<FileLog.Key, Judged> judged = new HashMap<>();
    Tally.of(rows.select(col(Passage.SOURCE), col(Passage.FILE_ID), isGood.as(GOOD)))
        .forEach(
            (row, count) ->
                judged.merge(
                    new FileLog.Key(row.getString(0), row.getString(1)),
                    row.getBoolean(2) ? new Judged(count, 0) : new Judged(0, count),
                    Judged::plus));
    return judged;
  }

  private static boolean hasRefused(SourceReader.Reading reading, Map<FileLog.Key, Judged> judged) {
    return reading.files().stream()
        .map(file -> new FileLog.Key(file.file().source(), file.fileId()))
        .anyMatch(key -> judged.getOrDefault(key, Judged.NONE).refused() > 0);
  }

  private static Dataset<Row> union(List<Dataset<Row>> parts) {
    return parts.stream().reduce(Dataset::unionByName).orElseThrow();
  }
}
