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
import io.delta.kernel.defaults.engine.hadoopio.HadoopFileIO;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.engine.FileReadResult;
import io.delta.kernel.engine.MetricsReporter;
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
  /** More files are opened faster side by side. */
  private static final int MOST_FILES = 32;

  private final Engine engine;
  private final long mostBytes;

  /**
   * A reader.
   *
   * @param files how file systems are reached
   * @param mostBytes so large, as they lie on disk, the files of a small table are together
   */
  KernelRead(Configuration files, long mostBytes) {
    this.engine = new QuietEngine(files);
    this.mostBytes = mostBytes;
  }

  /** A table's rows as Spark has them within itself. */
  record Rows(StructType schema, List<InternalRow> rows) {}

  /**
   * The rows of a table that exists; empty where it is not small, has too many rows, or values that
   * cannot be told exactly.
   *
   * @param version the newest where there is none
   */
  Optional<Rows> ifSmall(String path, OptionalLong version, int mostRows) throws IOException {
    SnapshotBuilder builder = TableManager.loadSnapshot(path);
    Snapshot snapshot =
        (version.isPresent() ? builder.atVersion(version.getAsLong()) : builder).build(engine);
    Scan scan = snapshot.getScanBuilder().build();
    Optional<List<Row>> files = filesIfSmall(scan);
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

  /** Whether the files of a table that exists are together larger than so many bytes on disk. */
  boolean isLarger(String path, long bytes) throws IOException {
    Scan scan = TableManager.loadSnapshot(path).build(engine).getScanBuilder().build();
    long size = 0;
    try (CloseableIterator<Row> files = Utils.intoRows(scan.getScanFiles(engine))) {
      while (files.hasNext() && size <= bytes) {
        size += InternalScanFileUtils.getAddFileStatus(files.next()).getSize();
      }
    }
    return size > bytes;
  }

  private Optional<List<Row>> filesIfSmall(Scan scan) throws IOException {
    List<Row> found = new ArrayList<>();
    long bytes = 0;
    try (CloseableIterator<Row> files = Utils.intoRows(scan.getScanFiles(engine))) {
      while (files.hasNext()) {
        Row file = files.next();
        found.add(file);
        bytes += InternalScanFileUtils.getAddFileStatus(file).getSize();
        if (bytes > mostBytes || found.size() > MOST_FILES) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(found);
  }

  /** Whether the rows of the file are among the found now: all of them, as they are. */
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
        if (found.size() > most || !rows.areExact()) {
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

  /** Without reports of every look, schemas and all, in the log. */
  private static final class QuietEngine extends DefaultEngine {
    QuietEngine(Configuration files) {
      super(new HadoopFileIO(files));
    }

    @Override
    public List<MetricsReporter> getMetricsReporters() {
      return List.of();
    }
  }
}
