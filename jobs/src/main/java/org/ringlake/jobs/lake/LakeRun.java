package org.ringlake.jobs.lake;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One job's writing to the lake, whole or not at all.
 *
 * <p>The versions of all tables that a run leaves behind are recorded in {@code ops.run} as its
 * last commit. A run that was killed has no such row, and the next one first brings every table
 * back to the versions last recorded. Every commit names its run in {@code userMetadata}.
 */
public final class LakeRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LakeRun.class);
  private static final String COMMIT_NOTE = "spark.databricks.delta.commitInfo.userMetadata";

  private final Lake lake;
  private final LakeLock lock;
  private final RunLog log;
  private final Clock clock;
  private final String command;
  private final String configurationHash;
  private final Instant startedAt;
  private final String runId;
  private Optional<Instant> afterPrevious = Optional.empty();

  private LakeRun(Lake lake, LakeLock lock, String command, String configurationHash, Clock clock) {
    this.lake = lake;
    this.lock = lock;
    this.log = new RunLog(lake);
    this.clock = clock;
    this.command = command;
    this.configurationHash = configurationHash;
    this.startedAt = clock.instant();
    this.runId = UUID.randomUUID().toString();
  }

  /**
   * Takes the lake's lock and undoes what a killed run left.
   *
   * @throws LakeLockedException when another job is writing
   */
  public static LakeRun begin(Lake lake, String command, String configurationHash, Clock clock) {
    return begin(lake, LakeLock.take(lake), command, configurationHash, clock);
  }

  static LakeRun begin(
      Lake lake, LakeLock lock, String command, String configurationHash, Clock clock) {
    try {
      LakeRun run = new LakeRun(lake, lock, command, configurationHash, clock);
      run.undoUnfinished();
      lake.spark().conf().set(COMMIT_NOTE, run.runId);
      return run;
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  public String runId() {
    return runId;
  }

  public Instant startedAt() {
    return startedAt;
  }

  public RunLog log() {
    return log;
  }

  /**
   * Makes everything this run wrote part of the lake.
   *
   * @throws LakeLockedException when the lock was lost meanwhile; nothing of the run counts then
   */
  public RunRecord finish(Optional<LocalDate> asOf, Map<String, Long> inputs) {
    Map<String, Long> tables = lake.versions();
    tables.remove(RunLog.TABLE.toString());
    RunRecord record =
        new RunRecord(
            runId, command, startedAt, endedAt(), asOf, configurationHash, inputs, tables);
    lock.check();
    log.add(record);
    return record;
  }

  @Override
  public void close() {
    lake.spark().conf().unset(COMMIT_NOTE);
    lock.close();
  }

  /** Now, but after the run before, also where the clock was set back. */
  private Instant endedAt() {
    Instant now = clock.instant();
    Instant earliest = afterPrevious.orElse(now);
    return now.isBefore(earliest) ? earliest : now;
  }

  private void undoUnfinished() {
    Optional<RunRecord> previous = log.newest();
    afterPrevious = previous.map(run -> run.endedAt().plus(1, ChronoUnit.MICROS));
    Map<String, Long> finished = previous.map(RunRecord::tables).orElse(Map.of());
    for (TableName table : lake.tables()) {
      if (!table.equals(RunLog.TABLE)) {
        undo(table, finished.get(table.toString()));
      }
    }
  }

  private void undo(TableName table, Long finished) {
    if (finished == null) {
      LOG.warn("Removing {}, which an unfinished run began", table);
      lake.drop(table);
    } else if (lake.version(table).orElseThrow() > finished) {
      LOG.warn("Taking {} back to version {}: a run after it did not finish", table, finished);
      lake.restore(table, finished);
    }
  }
}
