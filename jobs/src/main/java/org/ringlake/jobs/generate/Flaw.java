package org.ringlake.jobs.generate;

import java.util.Arrays;
import java.util.List;
import org.ringlake.staging.Calls;
import org.ringlake.staging.Deals;

/**
 * The kinds of bad rows that a noisy plan contains. Each is a copy of a good row, under a key of
 * its own that begins with {@code BAD-}, with one field spoilt.
 *
 * <ul>
 *   <li>calls: started on 30 February; negative talk time; unknown disposition; no key; started in
 *       2099; one field too many
 *   <li>deals: unknown status; won without a closing time; an amount in words
 * </ul>
 */
enum Flaw {
  IMPOSSIBLE_DATE(RawFeed.CALLS, Calls.STARTED_AT, "2025-02-30T10:15:00"),
  NEGATIVE_DURATION(RawFeed.CALLS, Calls.TALK_SECONDS, "-17"),
  UNKNOWN_DISPOSITION(RawFeed.CALLS, Calls.DISPOSITION, "teleported"),
  MISSING_KEY(RawFeed.CALLS, Calls.CALL_ID, ""),
  FAR_FUTURE(RawFeed.CALLS, Calls.STARTED_AT, "2099-01-01T09:00:00+08:00"),
  WRONG_COLUMN_COUNT(RawFeed.CALLS, null, null) {
    @Override
    String spoil(String line) {
      return marked(line) + ",1";
    }
  },
  UNKNOWN_STATUS(RawFeed.DEALS, Deals.STATUS, "perhaps"),
  WON_WITHOUT_CLOSING(RawFeed.DEALS, Deals.CLOSED_AT, "") {
    @Override
    String spoil(String line) {
      return with(super.spoil(line), RawFeed.DEALS.columns().indexOf(Deals.STATUS), Deals.WON);
    }
  },
  AMOUNT_IN_WORDS(RawFeed.DEALS, Deals.AMOUNT, "about five hundred");

  static final String KEY_PREFIX = "BAD-";

  private final RawFeed feed;
  private final String column;
  private final String value;

  Flaw(RawFeed feed, String column, String value) {
    this.feed = feed;
    this.column = column;
    this.value = value;
  }

  static List<Flaw> of(RawFeed feed) {
    return Arrays.stream(values()).filter(flaw -> flaw.feed == feed).toList();
  }

  /** The line with this flaw. The line must not contain quotes. */
  String spoil(String line) {
    return with(marked(line), feed.columns().indexOf(column), value);
  }

  private static String marked(String line) {
    return KEY_PREFIX + line;
  }

  private static String with(String line, int field, String value) {
    String[] fields = line.split(",", -1);
    fields[field] = value;
    return String.join(",", fields);
  }
}
