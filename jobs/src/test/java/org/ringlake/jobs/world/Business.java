package org.ringlake.jobs.world;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.time.Period;
import java.util.List;

/** The business every world is in: what its configuration says that the shipped one does not. */
public final class Business {
  public static final List<String> COMPLEX_TOPICS = List.of("price, terms", "账单");
  public static final List<String> HIGH_VALUE_SEGMENTS = List.of("gold", "platinum");

  /** So short that customers come back and are lost within a world's days. */
  public static final Period REPURCHASE_WINDOW = Period.ofMonths(1);

  public static final Period CHURN_WINDOW = Period.ofDays(45);

  /** So few that the customers of a world are fitted. */
  public static final int CUSTOMERS_OF_A_FIT = 10;

  /** Euros have no rate before the new year. */
  static final LocalDate EUROS_FROM = LocalDate.of(2025, 1, 1);

  public static final List<Rate> RATES =
      List.of(
          new Rate("USD", LocalDate.of(2020, 1, 1), "7.123"),
          new Rate("USD", LocalDate.of(2025, 2, 1), "7.3"),
          new Rate("EUR", EUROS_FROM, "7.85125"));

  private Business() {}

  /** The file of the exchange rates. */
  public static String ratesFile() {
    return RATES.stream()
        .map(rate -> "%s,%s,%s%n".formatted(rate.currency(), rate.validFrom(), rate.rate()))
        .collect(joining("", "currency,valid_from,rate\n", ""));
  }

  /**
   * What a unit of a currency is worth in the reporting currency.
   *
   * @param rate as written in the file
   */
  public record Rate(String currency, LocalDate validFrom, String rate) {}
}
