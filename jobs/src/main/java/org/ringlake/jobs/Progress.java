package org.ringlake.jobs;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Tells people how far long work is: stage, files, rows, rate, time left. On a terminal one line is
 * rewritten; elsewhere each finished stage is a line.
 *
 * <p>A job names its stages with {@link #stage} and says what it is done with; tasks, and rows gone
 * through, come from Spark.
 */
public final class Progress implements AutoCloseable {
  private static final String TERMINAL = "ringlake.terminal";
  private static final Duration BETWEEN_REWRITES = Duration.ofMillis(250);

  private final PrintStream out;
  private final boolean isTerminal;
  private final LongSupplier nanoTime;
  private final Consumer<String> begun;

  private StageProgress stage;
  private long rewrittenAt;

  Progress(PrintStream out, boolean isTerminal, LongSupplier nanoTime) {
    this(out, isTerminal, nanoTime, stage -> {});
  }

  Progress(PrintStream out, boolean isTerminal, LongSupplier nanoTime, Consumer<String> begun) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.nanoTime = nanoTime;
    this.begun = begun;
  }

  /** Progress of this session's work, on stderr. */
  public static Progress of(SparkSession spark) {
    return of(spark, stage -> {});
  }

  /**
   * Progress of this session's work, on stderr.
   *
   * @param begun is told the name of each stage as it begins
   */
  public static Progress of(SparkSession spark, Consumer<String> begun) {
    Progress progress =
        new Progress(System.err, Boolean.getBoolean(TERMINAL), System::nanoTime, begun);
    spark.sparkContext().addSparkListener(progress.new Tasks());
    return progress;
  }

  /** Ends the stage before, if any, and begins one that has no files to count. */
  public void stage(String name) {
    stage(name, 0);
  }

  /** Ends the stage before, if any, and begins one that works through files. */
  public synchronized void stage(String name, int files) {
    finish();
    stage = new StageProgress(name, files, nanoTime.getAsLong());
    begun.accept(name);
    rewrite();
  }

  /** Counts files that the stage is done with, and the rows in them where they are known. */
  public synchronized void filesDone(int files, long rows) {
    if (stage != null) {
      stage.filesDone(files, rows);
      rewrite();
    }
  }

  /** Ends the last stage. */
  @Override
  public synchronized void close() {
    finish();
  }

  synchronized void tasksBegin(int tasks) {
    if (stage != null) {
      stage.tasksBegin(tasks);
    }
  }

  synchronized void taskEnds(long rowsRead, long rowsWritten) {
    if (stage != null) {
      stage.taskEnds(rowsRead, rowsWritten);
      if (nanoTime.getAsLong() - rewrittenAt >= BETWEEN_REWRITES.toNanos()) {
        rewrite();
      }
    }
  }

  private void rewrite() {
    if (isTerminal) {
      rewrittenAt = nanoTime.getAsLong();
      out.print("\r\u001b[K" + stage.underWay(rewrittenAt));
      out.flush();
    }
  }

  private void finish() {
    if (stage != null) {
      out.println((isTerminal ? "\r\u001b[K" : "") + stage.done(nanoTime.getAsLong()));
      stage = null;
    }
  }

  /** Hears of Spark's tasks; they come on a thread of Spark's. */
  private final class Tasks extends SparkListener {
    @Override
    public void onStageSubmitted(SparkListenerStageSubmitted submitted) {
      tasksBegin(submitted.stageInfo().numTasks());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
      if (ended.taskMetrics() != null) {
        taskEnds(
            ended.taskMetrics().inputMetrics().recordsRead(),
            ended.taskMetrics().outputMetrics().recordsWritten());
      }
    }
  }
}
