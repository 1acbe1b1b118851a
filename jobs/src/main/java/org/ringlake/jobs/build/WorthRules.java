package org.ringlake.jobs.build;

import org.ringlake.attribution.AttributionRules;
import org.ringlake.attribution.TouchRules;
import org.ringlake.jobs.config.RinglakeConfig;
import org.ringlake.value.ValueRules;

/** What a configuration says of customers' worth and of who earned it. */
public record WorthRules(RinglakeConfig configuration) {
  /** By what customers are valued. */
  public ValueRules values() {
    return values(configuration.value().model());
  }

  /** The same by another model of repeat purchases. */
  public ValueRules values(ValueRules.Model model) {
    RinglakeConfig.Value value = configuration.value();
    return new ValueRules(
        model,
        value.segments(),
        value.minCustomers(),
        value.horizonMonths(),
        value.monthlyDiscount().doubleValue(),
        value.holdOutMonths());
  }

  /** What is a touch, and how the touches of a deal share it. */
  public AttributionRules attribution() {
    RinglakeConfig.Attribution attribution = configuration.attribution();
    TouchRules touches =
        new TouchRules(
            attribution.lookback(),
            attribution.leastTalk(),
            attribution.humanWeight().doubleValue(),
            attribution.botWeight().doubleValue());
    return new AttributionRules(touches, attribution.halfLife());
  }
}
