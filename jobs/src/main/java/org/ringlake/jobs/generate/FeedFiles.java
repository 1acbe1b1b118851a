package org.ringlake.jobs.generate;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of one group of pods, {@code <feed>/<period>/<feed>-<period>-<group>.csv}, all open
 * until {@link #finish}. What comes late goes to the next period's file, and after the last period
 * to {@code <feed>/late/}.
 */
final class FeedFiles implements RowSink, Closeable {
  private static final String LATE = "late";

  private final GenerationPlan plan;
  private final FileSystem files;
  private final Path directory;
  private final int group;
  private final Map<Cut, Periods> periods = new EnumMap<>(Cut.class);
  private final Map<RawFeed, RawFile[]> open = new EnumMap<>(RawFeed.class);

  FeedFiles(GenerationPlan plan, Configuration hadoop, String directory, int group)
      throws IOException {
    this.plan = plan;
    this.directory = new Path(directory);
    this.files = FileSystem.newInstance(this.directory.toUri(), hadoop);
    this.files.setWriteChecksum(false);
    this.group = group;
    for (Cut cut : Cut.values()) {
      periods.put(cut, Periods.of(plan, cut));
    }
    for (String feed : plan.feeds()) {
      RawFeed selected = RawFeed.named(feed);
      open.put(selected, new RawFile[periods.get(selected.cut()).names().size() + 1]);
    }
  }

  @Override
  public void accept(RawFeed feed, long arrivedOn, String line) {
    if (open.containsKey(feed) && arrivedOn <= plan.lastDay()) {
      write(feed, periods.get(feed.cut()).at(arrivedOn), line);
    }
  }

  @Override
  public void acceptLate(RawFeed feed, long arrivedOn, String line) {
    if (open.containsKey(feed) && arrivedOn <= plan.lastDay()) {
      write(feed, periods.get(feed.cut()).at(arrivedOn) + 1, line);
    }
  }

  private void write(RawFeed feed, int period, String line) {
    try {
      RawFile[] ofFeed = open.get(feed);
      if (ofFeed[period] == null) {
        ofFeed[period] = new RawFile(files, path(feed, period), feed.header(), plan.isCompressed());
      }
      ofFeed[period].write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot write %s: %s. Check room and rights, then generate again."
              .formatted(path(feed, period), e.getMessage()),
          e);
    }
  }

  private Path path(RawFeed feed, int period) {
    List<String> names = periods.get(feed.cut()).names();
    String name = period < names.size() ? names.get(period) : LATE;
    String file = "%s-%s-%04d.csv".formatted(feed.folder(), name, group);
    return new Path(
        directory, feed.folder() + "/" + name + "/" + file + (plan.isCompressed() ? ".gz" : ""));
  }

  /** Lets all files appear and says what is in them. */
  GenerationReport finish() throws IOException {
    Map<String, Long> rows = new TreeMap<>();
    int count = 0;
    for (Map.Entry<RawFeed, RawFile[]> feed : open.entrySet()) {
      for (RawFile file : feed.getValue()) {
        if (file != null) {
          file.finish();
          rows.merge(feed.getKey().folder(), file.rows(), Long::sum);
          count++;
        }
      }
    }
    open.clear();
    return new GenerationReport(rows, count);
  }

  /** Throws away what was not finished. */
  @Override
  public void close() throws IOException {
    for (RawFile[] ofFeed : open.values()) {
      for (RawFile file : ofFeed) {
        if (file != null) {
          file.discard();
        }
      }
    }
    files.close();
  }

  /** The plan's periods by day. */
  private record Periods(long firstDay, int[] ofDay, List<String> names) {
    static Periods of(GenerationPlan plan, Cut cut) {
      List<String> names = new ArrayList<>();
      int[] ofDay = new int[plan.days()];
      for (int offset = 0; offset < plan.days(); offset++) {
        LocalDate day = plan.start().plusDays(offset);
        String name = cut.nameOf(day);
        if (names.isEmpty() || !names.get(names.size() - 1).equals(name)) {
          names.add(name);
        }
        ofDay[offset] = names.size() - 1;
      }
      return new Periods(plan.firstDay(), ofDay, List.copyOf(names));
    }

    int at(long day) {
      return ofDay[(int) (day - firstDay)];
    }
  }
}
