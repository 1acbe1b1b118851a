package org.ringlake.feed;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * One typed column of a feed.
 *
 * @param required a row without a value is rejected
 * @param codes the only values allowed; empty means any
 * @param min the least value allowed, inclusive
 * @param max the greatest value allowed, inclusive
 * @param dateMeansEndOfDay for timestamps: a date without a time is 23:59:59 local, else 00:00:00
 */
public record FeedColumn(
    String name,
    ColumnType type,
    boolean required,
    List<String> codes,
    Optional<BigDecimal> min,
    Optional<BigDecimal> max,
    Personal personal,
    boolean dateMeansEndOfDay) {

  /** When a version of a row was written at its source; the newest version of a key wins. */
  public static final String UPDATED_AT = "updated_at";

  /** True on a row that removes its key while it is the newest. */
  public static final String IS_DELETED = "is_deleted";

  public FeedColumn {
    codes = List.copyOf(codes);
  }

  /** What every feed has after its own columns: {@code updated_at} and {@code is_deleted}. */
  public static List<FeedColumn> ofEveryFeed() {
    return List.of(
        optional(UPDATED_AT, ColumnType.TIMESTAMP), optional(IS_DELETED, ColumnType.BOOLEAN));
  }

  /** A column of a type without further conditions. */
  public static FeedColumn optional(String name, ColumnType type) {
    return new FeedColumn(
        name, type, false, List.of(), Optional.empty(), Optional.empty(), Personal.NO, false);
  }
}
