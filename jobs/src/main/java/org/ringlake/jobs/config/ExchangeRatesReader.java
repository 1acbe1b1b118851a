package org.ringlake.jobs.config;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the exchange rates: CSV {@code currency,valid_from,rate}, nothing quoted. */
final class ExchangeRatesReader {
  private static final String HEADER = "currency,valid_from,rate";

  private final String name;
  private final Mistakes mistakes;
  private final Set<List<Object>> seen = new HashSet<>();

  private ExchangeRatesReader(String name, Mistakes mistakes) {
    this.name = name;
    this.mistakes = mistakes;
  }

  /**
   * The rates of a file.
   *
   * @param name the file as people know it
   * @param named where the configuration names the file
   */
  static List<ExchangeRate> read(Path file, String name, Location named, Mistakes mistakes) {
    try {
      return new ExchangeRatesReader(name, mistakes).rates(Files.readAllLines(file));
    } catch (IOException e) {
      mistakes.add(
          named,
          "exchange-rates '%s' cannot be read; write that file (%s) or leave the key out"
              .formatted(name, HEADER));
      return List.of();
    }
  }

  private List<ExchangeRate> rates(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).strip().equals(HEADER)) {
      mistakes.add(new Location(name, 1), "the first line must be " + HEADER);
      return List.of();
    }
    List<ExchangeRate> rates = new ArrayList<>();
    for (int index = 1; index < lines.size(); index++) {
      if (!lines.get(index).isBlank()) {
        rate(lines.get(index), new Location(name, index + 1), rates);
      }
    }
    return rates;
  }

  private void rate(String line, Location where, List<ExchangeRate> rates) {
    String[] values = line.strip().split(",", -1);
    if (values.length != 3) {
      mistakes.add(where, "has %d values; write %s".formatted(values.length, HEADER));
      return;
    }
    try {
      Currency currency = Values.currency(values[0]);
      LocalDate validFrom = LocalDate.parse(values[1]);
      BigDecimal rate = Values.number(values[2]);
      if (rate.signum() <= 0) {
        throw new IllegalArgumentException("is not positive; write a rate such as 7.1");
      }
      if (!seen.add(List.of(currency, validFrom))) {
        mistakes.add(where, "%s from %s is given twice; keep one".formatted(currency, validFrom));
      }
      rates.add(new ExchangeRate(currency, validFrom, rate));
    } catch (DateTimeParseException e) {
      mistakes.add(where, "valid_from '%s' is no date; write yyyy-mm-dd".formatted(values[1]));
    } catch (IllegalArgumentException e) {
      mistakes.add(where, "'%s' %s".formatted(line.strip(), e.getMessage()));
    }
  }
}
