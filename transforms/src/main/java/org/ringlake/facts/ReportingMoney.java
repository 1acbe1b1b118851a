package org.ringlake.facts;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What amounts are converted into, and at which rates.
 *
 * @param currency the reporting currency, ISO 4217
 * @param rates currency, valid_from and rate (one unit in the reporting currency, DECIMAL(18,8));
 *     the reporting currency needs no row
 */
public record ReportingMoney(String currency, Dataset<Row> rates) {}
