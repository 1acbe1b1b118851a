package org.ringlake.jobs.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.ringlake.value.ValueRules;

/**
 * {@code conf/ringlake.yaml}: where the data lie and the thresholds of the business. Its records
 * are nested as its keys are.
 *
 * @param timezone the business zone: which day a thing happened on
 * @param currency the reporting currency
 * @param lake path relative to the workspace, absolute, or a URI such as {@code s3a://…}
 * @param inbox the same, for the raw files
 * @param out path relative to the workspace or absolute, for what people read
 * @param exchangeRates the CSV file of rates into the reporting currency; empty for none
 */
public record RinglakeConfig(
    ZoneId timezone,
    Currency currency,
    Phone phone,
    String lake,
    String inbox,
    String out,
    Calls calls,
    Customers customers,
    Attribution attribution,
    FirstCallResolution firstCallResolution,
    Repurchase repurchase,
    Churn churn,
    Value value,
    Worklogs worklogs,
    Reliability reliability,
    Privacy privacy,
    Optional<String> exchangeRates,
    Publish publish) {

  /**
   * @param region ISO 3166 region of phone numbers written without a country code
   */
  public record Phone(String region) {}

  /**
   * @param effectiveMinTalk the least talk time of an effective call, inclusive
   * @param allowedHours when customers may be dialled, in the business zone
   * @param complexTopics topics that count as complex needs
   */
  public record Calls(
      Duration effectiveMinTalk, AllowedHours allowedHours, List<String> complexTopics) {
    public Calls {
      complexTopics = List.copyOf(complexTopics);
    }
  }

  /**
   * @param highValueSegments values of the customers' segment that count as high value
   * @param worth whether builds tell what customers are worth and who earned it
   */
  public record Customers(List<String> highValueSegments, Worth worth) {
    public Customers {
      highValueSegments = List.copyOf(highValueSegments);
    }
  }

  /** Whether the tables of customers' worth and of attribution are made. */
  public enum Worth {
    COMPUTED,
    NONE
  }

  /**
   * @param lookback how long before closing a call is a touch
   * @param halfLife after which a touch counts half in time decay
   * @param leastTalk answered calls with less talk time are no touches
   * @param humanWeight what a touch by a person weighs; zero: it is none
   * @param botWeight the same of a bot's
   */
  public record Attribution(
      Duration lookback,
      Duration halfLife,
      Duration leastTalk,
      BigDecimal humanWeight,
      BigDecimal botWeight) {}

  /**
   * @param window within which another contact means that the first did not resolve it
   */
  public record FirstCallResolution(Duration window) {}

  /**
   * @param window calendar time in which a new customer's next purchase counts, last day inclusive
   * @param model which model of attribution credits the repurchase
   */
  public record Repurchase(java.time.Period window, AttributionModel model) {}

  /**
   * @param window calendar time without a purchase after which a customer is lost
   */
  public record Churn(java.time.Period window) {}

  /**
   * @param model of repeat purchases
   * @param segments of customers that have a fit of their own
   * @param minCustomers with fewer there is no fit
   * @param horizonMonths how many months of purchases to come are counted
   * @param monthlyDiscount by which a month's purchases are worth less than those of the month
   *     before
   * @param holdOutMonths the newest months, which are predicted from those before to try the models
   */
  public record Value(
      ValueRules.Model model,
      List<String> segments,
      int minCustomers,
      int horizonMonths,
      BigDecimal monthlyDiscount,
      int holdOutMonths) {
    public Value {
      segments = List.copyOf(segments);
    }
  }

  /**
   * @param cutOff the latest time of day, business zone, at which a daily report is in time
   */
  public record Worklogs(LocalTime cutOff) {}

  /**
   * @param minSample the fewest cases on which a share or mean is called reliable
   */
  public record Reliability(int minSample) {}

  /**
   * @param keyFile where the key is kept, relative to the workspace
   * @param key pseudonymises personal columns
   */
  public record Privacy(String keyFile, PrivacyKey key) {}

  /**
   * @param targets where a release is published to, beside the lake
   */
  public record Publish(List<PublishTarget> targets, Postgres postgres) {
    public Publish {
      targets = List.copyOf(targets);
    }
  }

  /**
   * @param url the JDBC address of the database; empty for none
   */
  public record Postgres(Optional<String> url) {}
}
