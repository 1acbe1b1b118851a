package org.ringlake.jobs.config;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;

/**
 * What one unit of a currency is worth in the reporting currency.
 *
 * @param validFrom the first day the rate holds; it holds until the next one of its currency
 */
public record ExchangeRate(Currency currency, LocalDate validFrom, BigDecimal rate) {}
