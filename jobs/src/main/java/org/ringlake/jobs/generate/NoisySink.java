package org.ringlake.jobs.generate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Sends some rows of a pod twice and adds bad rows: about five among a hundred thousand calls. */
final class NoisySink implements RowSink {
  private static final double IS_SENT_AGAIN = 0.001;
  private static final long CALLS_PER_FLAW = 20_000;
  private static final long DEALS_PER_FLAW = 700;

  private final RowSink next;
  private final Dice dice;
  private final Map<RawFeed, FlawSchedule> flaws = new EnumMap<>(RawFeed.class);

  NoisySink(GenerationPlan plan, Pod pod, RowSink next) {
    this.next = next;
    this.dice = Dice.of(plan.seed(), Dice.Purpose.NOISE, -1L - pod.index());
    List<Flaw> ofCalls = Flaw.of(RawFeed.CALLS);
    long interval = Math.max(1, Math.min(CALLS_PER_FLAW, plan.calls() / ofCalls.size()));
    flaws.put(RawFeed.CALLS, new FlawSchedule(ofCalls, interval, pod.firstCall()));
    flaws.put(
        RawFeed.DEALS,
        new FlawSchedule(Flaw.of(RawFeed.DEALS), DEALS_PER_FLAW, pod.index() * DEALS_PER_FLAW));
  }

  @Override
  public void accept(RawFeed feed, long arrivedOn, String line) {
    next.accept(feed, arrivedOn, line);
    if (dice.chance(IS_SENT_AGAIN)) {
      next.acceptLate(feed, arrivedOn, line);
    }
    FlawSchedule schedule = flaws.get(feed);
    Flaw flaw = schedule == null ? null : schedule.after(line);
    if (flaw != null) {
      next.accept(feed, arrivedOn, flaw.spoil(line));
    }
  }

  @Override
  public void acceptLate(RawFeed feed, long arrivedOn, String line) {
    next.acceptLate(feed, arrivedOn, line);
  }

  /** Which rows get a spoilt copy: one in each interval, the kinds in turn. */
  private static final class FlawSchedule {
    private final List<Flaw> kinds;
    private final long interval;
    private long row;
    private Flaw due;

    private FlawSchedule(List<Flaw> kinds, long interval, long firstRow) {
      this.kinds = kinds;
      this.interval = interval;
      this.row = firstRow;
    }

    /** The flaw for a copy of this line, mostly null; a quoted line passes it on to the next. */
    private Flaw after(String line) {
      if (row % interval == 0) {
        due = kinds.get((int) (row / interval % kinds.size()));
      }
      row++;
      if (due == null || line.indexOf('"') >= 0) {
        return null;
      }
      Flaw flaw = due;
      due = null;
      return flaw;
    }
  }
}
