package org.ringlake.jobs.world;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;

/** Moments within the world's days, and the ways sources write them. */
final class Clock {
  private static final DateTimeFormatter WITH_T =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
  private static final DateTimeFormatter WITH_SPACE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** How an instant is written. */
  enum Style {
    LOCAL,
    LOCAL_WITH_SPACE,
    ZONE_OFFSET,
    UTC,
    TOKYO,
    NEW_YORK
  }

  private final Dice dice;
  private final ZoneId zone;
  private final LocalDate first;
  private final LocalDate last;
  private final Set<Instant> used = new HashSet<>();

  Clock(Dice dice, ZoneId zone, LocalDate first, LocalDate last) {
    this.dice = dice;
    this.zone = zone;
    this.first = first;
    this.last = last;
  }

  LocalDate first() {
    return first;
  }

  LocalDate last() {
    return last;
  }

  LocalDate day() {
    return first.plusDays(dice.between(0, (int) (last.toEpochDay() - first.toEpochDay())));
  }

  /** A moment that no other call of the world has, often close to midnight. */
  Instant newMoment() {
    Instant moment = moment(day());
    return used.add(moment) ? moment : newMoment();
  }

  Instant moment(LocalDate day) {
    int second;
    if (dice.chance(0.15)) {
      second = dice.chance(0.5) ? dice.between(0, 90) : 86_399 - dice.between(0, 90);
    } else if (dice.chance(0.2)) {
      second = dice.between(0, 86_399);
    } else {
      second = dice.between(8 * 3600, 21 * 3600);
    }
    return at(day, LocalTime.ofSecondOfDay(second));
  }

  Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(zone).toInstant();
  }

  LocalDate dateOf(Instant moment) {
    return moment.atZone(zone).toLocalDate();
  }

  Style style() {
    return dice.of(Style.values());
  }

  String text(Instant moment) {
    return text(moment, style());
  }

  /** Local times that come twice when clocks are set back are written with their offset. */
  String text(Instant moment, Style style) {
    LocalDateTime local = LocalDateTime.ofInstant(moment, zone);
    boolean isAmbiguous = zone.getRules().getValidOffsets(local).size() > 1;
    return switch (style) {
      case LOCAL -> isAmbiguous ? text(moment, Style.UTC) : WITH_T.format(local);
      case LOCAL_WITH_SPACE -> isAmbiguous ? text(moment, Style.UTC) : WITH_SPACE.format(local);
      case ZONE_OFFSET -> withOffset(moment, zone.getRules().getOffset(moment));
      case UTC -> WITH_T.format(LocalDateTime.ofInstant(moment, ZoneOffset.UTC)) + "Z";
      case TOKYO -> withOffset(moment, ZoneOffset.ofHours(9));
      case NEW_YORK -> withOffset(moment, ZoneOffset.ofHours(-5));
    };
  }

  private static String withOffset(Instant moment, ZoneOffset offset) {
    String id = offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.getId();
    return WITH_T.format(LocalDateTime.ofInstant(moment, offset)) + id;
  }
}
