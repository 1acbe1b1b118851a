package org.ringlake.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How far one stage of a job is, and how that reads. Until the job says how many rows it is done
 * with, those are shown that Spark has read so far, in however many passes over them, or written
 * where it reads none.
 */
final class StageProgress {
  private static final double NANOS_PER_SECOND = 1e9;

  private final String name;
  private final int files;
  private final long startedAt;

  private int filesDone;
  private long rowsDone;
  private long rowsRead;
  private long rowsWritten;
  private long tasks;
  private long tasksDone;

  /**
   * @param files to work through; 0 when the stage has none to count
   * @param startedAt nanoseconds of the clock that {@link #underWay} and {@link #done} are told
   */
  StageProgress(String name, int files, long startedAt) {
    this.name = name;
    this.files = files;
    this.startedAt = startedAt;
  }

  void filesDone(int moreFiles, long moreRows) {
    filesDone += moreFiles;
    rowsDone += moreRows;
  }

  void tasksBegin(int more) {
    tasks += more;
  }

  void taskEnds(long read, long written) {
    tasksDone++;
    rowsRead += read;
    rowsWritten += written;
  }

  String underWay(long now) {
    List<String> parts = parts(now);
    double share = share();
    if (share > 0 && share < 1) {
      double left = seconds(now) * (1 - share) / share;
      parts.add("about " + text(left) + " left");
    }
    return String.join("  ", parts);
  }

  String done(long now) {
    List<String> parts = parts(now);
    parts.add(text(seconds(now)));
    return String.join("  ", parts);
  }

  private List<String> parts(long now) {
    List<String> parts = new ArrayList<>();
    parts.add(name);
    if (files > 0) {
      parts.add("%d of %d files".formatted(filesDone, files));
    }
    if (rowsDone > 0) {
      addRows(parts, rowsDone, "rows", now);
    } else if (rowsRead > 0) {
      addRows(parts, rowsRead, "rows gone through", now);
    } else if (rowsWritten > 0) {
      addRows(parts, rowsWritten, "rows written", now);
    }
    return parts;
  }

  private void addRows(List<String> parts, long rows, String what, long now) {
    parts.add(String.format(Locale.ROOT, "%,d %s", rows, what));
    if (seconds(now) > 0) {
      parts.add(String.format(Locale.ROOT, "%,.0f rows/s", rows / seconds(now)));
    }
  }

  /** Of files where the stage counts them; else of the tasks known so far. */
  private double share() {
    if (files > 0 && filesDone > 0) {
      return (double) filesDone / files;
    }
    return tasks == 0 ? 0 : (double) tasksDone / tasks;
  }

  private double seconds(long now) {
    return (now - startedAt) / NANOS_PER_SECOND;
  }

  private static String text(double seconds) {
    Duration time = Duration.ofSeconds(Math.round(seconds));
    return time.toMinutes() == 0
        ? time.toSeconds() + " s"
        : "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
