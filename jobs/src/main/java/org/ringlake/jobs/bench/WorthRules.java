package org.ringlake.jobs.bench;

import java.time.Period;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.attribution.AttributionRules;
import org.ringlake.attribution.TouchRules;
import org.ringlake.facts.ReportingMoney;
import org.ringlake.facts.Validity;
import org.ringlake.jobs.config.RinglakeConfig;
import org.ringlake.value.ValueRules;

/** What a configuration says of customers' worth, for those who all are in one segment. */
record WorthRules(RinglakeConfig configuration) {
  ValueRules values(ValueRules.Model model) {
    RinglakeConfig.Value value = configuration.value();
    return new ValueRules(
        model,
        List.of(),
        value.minCustomers(),
        value.horizonMonths(),
        value.monthlyDiscount().doubleValue(),
        value.holdOutMonths());
  }

  AttributionRules attribution() {
    RinglakeConfig.Attribution attribution = configuration.attribution();
    return new AttributionRules(
        new TouchRules(
            attribution.lookback(),
            attribution.leastTalk(),
            attribution.humanWeight().doubleValue(),
            attribution.botWeight().doubleValue()),
        attribution.halfLife());
  }

  Period repurchaseWindow() {
    return configuration.repurchase().window();
  }

  /** The reporting currency, into which nothing needs to be converted. */
  ReportingMoney money(SparkSession spark) {
    StructType rates =
        new StructType()
            .add(ReportingMoney.CURRENCY, DataTypes.StringType)
            .add(Validity.VALID_FROM, DataTypes.DateType)
            .add(ReportingMoney.RATE, DataTypes.createDecimalType(18, 8));
    return new ReportingMoney(
        configuration.currency().getCurrencyCode(), spark.createDataFrame(List.of(), rates));
  }
}
