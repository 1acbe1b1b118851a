package org.ringlake.jobs.ingest;

import static org.apache.spark.sql.functions.col;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.jobs.lake.Lake;
import org.ringlake.jobs.lake.LocalRows;
import org.ringlake.jobs.lake.TableLayout;
import org.ringlake.jobs.lake.TableName;

/**
 * {@code ops.file}: one row per file content and source that was ever taken or refused. Rows read
 * are always accepted + rejected + superseded; what a later file supersedes moves from one to the
 * other.
 */
final class FileLog {
  static final TableName TABLE = TableName.ops("file");
  static final String SOURCE = "source";
  static final String FILE_ID = "file_id";
  static final String FEED = "feed";
  static final String NAME = "name";
  static final String BYTES = "bytes";
  static final String MODIFIED_AT = "modified_at";
  static final String STATUS = "status";
  static final String REASON = "reason";
  static final String ROWS_READ = "rows_read";
  static final String ROWS_ACCEPTED = "rows_accepted";
  static final String ROWS_REJECTED = "rows_rejected";
  static final String ROWS_SUPERSEDED = "rows_superseded";
  static final String RUN_ID = "run_id";
  static final String TAKEN_AT = "taken_at";

  static final String TAKEN = "taken";
  static final String REFUSED = "refused";

  private static final StructType SCHEMA =
      new StructType()
          .add(SOURCE, DataTypes.StringType, false)
          .add(FILE_ID, DataTypes.StringType, false)
          .add(FEED, DataTypes.StringType, false)
          .add(NAME, DataTypes.StringType, false)
          .add(BYTES, DataTypes.LongType, false)
          .add(MODIFIED_AT, DataTypes.TimestampType, false)
          .add(STATUS, DataTypes.StringType, false)
          .add(REASON, DataTypes.StringType)
          .add(ROWS_READ, DataTypes.LongType, false)
          .add(ROWS_ACCEPTED, DataTypes.LongType, false)
          .add(ROWS_REJECTED, DataTypes.LongType, false)
          .add(ROWS_SUPERSEDED, DataTypes.LongType, false)
          .add(RUN_ID, DataTypes.StringType, false)
          .add(TAKEN_AT, DataTypes.TimestampType, false);

  private final Lake lake;

  FileLog(Lake lake) {
    this.lake = lake;
  }

  /** A content and the source that read it. */
  record Key(String source, String fileId) {}

  /** What became of a file. */
  record Entry(
      ProbedFile file,
      String feed,
      String refusal,
      long read,
      long accepted,
      long rejected,
      long superseded) {

    Key key() {
      return new Key(file.file().source(), file.fileId());
    }

    /** The same file after other files changed which of its rows are the newest. */
    Entry withAccepted(long change) {
      return new Entry(file, feed, refusal, read, accepted + change, rejected, superseded - change);
    }
  }

  /** Every entry there is: as many as files were ever taken. */
  Map<Key, Entry> entries() {
    if (!lake.exists(TABLE)) {
      return Map.of();
    }
    return lake.readSmall(TABLE, Integer.MAX_VALUE).collectAsList().stream()
        .map(FileLog::entry)
        .collect(Collectors.toMap(Entry::key, each -> each));
  }

  /** Adds entries of files that nothing was said of yet. */
  void add(Collection<Entry> entries, String runId, Instant now) {
    lake.append(TABLE, LocalRows.together(rows(entries, runId, now)), TableLayout.PLAIN);
  }

  /** Adds these entries or puts them in the place of what was said of the same files. */
  void write(Collection<Entry> entries, String runId, Instant now) {
    Dataset<Row> changes = rows(entries, runId, now);
    LocalRows.unstored(lake.spark(), () -> merge(changes));
  }

  private void merge(Dataset<Row> changes) {
    lake.merge(TABLE)
        .as("old")
        .merge(
            changes.as("new"),
            col("old." + SOURCE)
                .equalTo(col("new." + SOURCE))
                .and(col("old." + FILE_ID).equalTo(col("new." + FILE_ID))))
        .whenMatched(col("old." + STATUS).equalTo(REFUSED))
        .updateAll()
        .whenMatched()
        .update(
            Map.of(
                ROWS_ACCEPTED, col("new." + ROWS_ACCEPTED),
                ROWS_SUPERSEDED, col("new." + ROWS_SUPERSEDED)))
        .whenNotMatched()
        .insertAll()
        .execute();
  }

  private Dataset<Row> rows(Collection<Entry> entries, String runId, Instant now) {
    List<Row> rows = entries.stream().map(entry -> row(entry, runId, now)).toList();
    return lake.spark().createDataFrame(rows, SCHEMA);
  }

  private static Row row(Entry entry, String runId, Instant now) {
    InboxFile file = entry.file().file();
    return RowFactory.create(
        file.source(),
        entry.file().fileId(),
        entry.feed(),
        file.name(),
        file.bytes(),
        new Timestamp(file.modified()),
        entry.refusal() == null ? TAKEN : REFUSED,
        entry.refusal(),
        entry.read(),
        entry.accepted(),
        entry.rejected(),
        entry.superseded(),
        runId,
        Timestamp.from(now));
  }

  private static Entry entry(Row row) {
    InboxFile file =
        new InboxFile(
            row.getAs(SOURCE),
            null,
            row.getAs(NAME),
            row.<Long>getAs(BYTES),
            row.<Timestamp>getAs(MODIFIED_AT).getTime());
    ProbedFile probed =
        new ProbedFile(file, row.getAs(FILE_ID), null, false, null, 0, null, row.getAs(REASON));
    return new Entry(
        probed,
        row.getAs(FEED),
        row.getAs(REASON),
        row.<Long>getAs(ROWS_READ),
        row.<Long>getAs(ROWS_ACCEPTED),
        row.<Long>getAs(ROWS_REJECTED),
        row.<Long>getAs(ROWS_SUPERSEDED));
  }
}
