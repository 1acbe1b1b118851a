package org.ringlake.jobs.lake;

import io.delta.kernel.Scan;
import io.delta.kernel.Snapshot;
import io.delta.kernel.SnapshotBuilder;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads small tables in the driver, by Delta's library without Spark. Spark asks three queries for
 * a table of one file: for its state, for its files and for their rows.
 */
final class KernelRead {
  /** So large may a table's files be together: what a driver reads in a moment. */
  private static final long MOST_BYTES = 1L << 20;

  private final Engine engine;

  KernelRead(Configuration files) {
    this.engine = DefaultEngine.create(files);
  }

  /** A table's rows as Spark has them within itself. */
  record Rows(StructType schema, List<InternalRow> rows) {}

  /**
   * The rows of a table that exists; empty where its files are too large or its rows too many.
   *
   * @param version the newest where there is none
   */
  Optional<Rows> ifSmall(String path, OptionalLong version, int mostRows) throws IOException {
    SnapshotBuilder builder = TableManager.loadSnapshot(path);
    Snapshot snapshot =
        (version.isPresent() ? builder.atVersion(version.getAsLong()) : builder).build(engine);
    Scan scan = snapshot.getScanBuilder().build();
    Optional<List<Row>> files = filesIfSmall(scan, MOST_BYTES);
    if (files.isEmpty()) {
      return Optional.empty();
    }
    StructType schema = (StructType) DataType.fromJson(snapshot.getSchema().toJson());
    KernelRows rows = new KernelRows(schema);
    Row state = scan.getScanState(engine);
    List<InternalRow> found = new ArrayList<>();
    for (Row file : files.get()) {
      if (!add(file, state, rows, mostRows, found)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Rows(schema, found));
  }

  /** Whether the files of a table that exists are larger together. */
  boolean isLarger(String path, long bytes) throws IOException {
    Snapshot snapshot = TableManager.loadSnapshot(path).build(engine);
    return filesIfSmall(snapshot.getScanBuilder().build(), bytes).isEmpty();
  }

  private Optional<List<Row>> filesIfSmall(Scan scan, long mostBytes) throws IOException {
    List<Row> files = new ArrayList<>();
    long bytes = 0;
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            Row file = rows.next();
            bytes += InternalScanFileUtils.getAddFileStatus(file).getSize();
            if (bytes > mostBytes) {
              return Optional.empty();
            }
            files.add(file);
          }
        }
      }
    }
    return Optional.of(files);
  }

  /** Whether the rows of the file are among the found now; not where they are too many. */
  private boolean add(Row file, Row state, KernelRows rows, int most, List<InternalRow> found)
      throws IOException {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file);
    try (CloseableIterator<FileReadResult> stored =
            engine
                .getParquetHandler()
                .readParquetFiles(
                    Utils.singletonCloseableIterator(status),
                    ScanStateRow.getPhysicalDataReadSchema(state),
                    Optional.empty());
        CloseableIterator<FilteredColumnarBatch> batches =
            Scan.transformPhysicalData(engine, state, file, stored.map(FileReadResult::getData))) {
      while (batches.hasNext()) {
        FilteredColumnarBatch batch = batches.next();
        add(batch.getData(), batch.getSelectionVector(), rows, found);
        if (found.size() > most) {
          return false;
        }
      }
    }
    return true;
  }

  private static void add(
      ColumnarBatch batch,
      Optional<ColumnVector> selection,
      KernelRows rows,
      List<InternalRow> found) {
    for (int row = 0; row < batch.getSize(); row++) {
      if (selection.isEmpty()
          || (!selection.get().isNullAt(row) && selection.get().getBoolean(row))) {
        found.add(rows.row(batch, row));
      }
    }
  }
}
