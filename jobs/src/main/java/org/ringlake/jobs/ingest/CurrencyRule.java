package org.ringlake.jobs.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.ringlake.feed.FeedDefinition;
import org.ringlake.feed.RowRule;
import org.ringlake.jobs.config.Configuration;
import org.ringlake.jobs.config.ExchangeRate;

/** Money in another currency needs a rate that holds on its day. */
final class CurrencyRule {
  private static final String CURRENCY = "currency";

  private CurrencyRule() {}

  /** The rule for a feed's rows; none for a feed without a currency. */
  static List<RowRule> of(FeedDefinition feed, Configuration configuration) {
    if (!feed.hasColumn(CURRENCY)) {
      return List.of();
    }
    String reporting = configuration.ringlake().currency().getCurrencyCode();
    Map<String, LocalDate> first =
        configuration.rates().stream()
            .collect(
                Collectors.toMap(
                    rate -> rate.currency().getCurrencyCode(),
                    ExchangeRate::validFrom,
                    BinaryOperator.minBy(Comparator.naturalOrder()),
                    TreeMap::new));
    List<String> allowed = new ArrayList<>();
    allowed.add("%s = '%s'".formatted(CURRENCY, reporting));
    first.forEach(
        (currency, from) ->
            allowed.add(
                "%s = '%s' AND coalesce(CAST(%s AS DATE) >= DATE'%s', true)"
                    .formatted(CURRENCY, currency, feed.eventDate(), from)));
    return List.of(
        new RowRule(
            "(" + String.join(") OR (", allowed) + ")",
            CURRENCY,
            "has no rate into %s on its day; add one to the exchange rates".formatted(reporting)));
  }
}
