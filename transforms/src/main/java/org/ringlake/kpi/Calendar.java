package org.ringlake.kpi;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The seasons and holidays of the business; on a day there is at most one season. */
public record Calendar(List<Season> seasons, List<Holiday> holidays) implements Serializable {

  /** Neither seasons nor holidays. */
  public static final Calendar EMPTY = new Calendar(List.of(), List.of());

  public Calendar {
    seasons = List.copyOf(seasons);
    holidays = List.copyOf(holidays);
  }

  /** The name of the season that a day lies in. */
  Optional<String> season(LocalDate day) {
    return seasons.stream()
        .filter(season -> season.days().contains(day))
        .map(Season::name)
        .findFirst();
  }

  /**
   * A stretch of a season; a season may have several.
   *
   * @param name such as busy or slack
   */
  public record Season(String name, DateRange days) implements Serializable {}

  /**
   * Days on which the business rests.
   *
   * @param englishName may be empty
   * @param chineseName may be empty
   */
  public record Holiday(DateRange days, String englishName, String chineseName)
      implements Serializable {}
}
