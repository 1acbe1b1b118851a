package org.ringlake.measures;

import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.Set;
import org.ringlake.facts.QualityRules;
import org.ringlake.facts.ReportingMoney;

/**
 * The thresholds of the business that decide which event adds to which measure.
 *
 * @param touchLookback how long before closing a contact is a touch of a deal: closing − this &lt;
 *     start ≤ closing
 * @param resolutionWindow another contact on the same matter sooner than this means that the first
 *     did not resolve it
 * @param complexTopics topics of calls that count as complex needs
 * @param highValueSegments segments of customers that count as high value
 * @param reportCutOff the latest time of its day at which a daily report is in time
 * @param churnWindow calendar time after a purchase, its last day inclusive, in which a customer
 *     who buys nothing else is lost
 * @param quality what automatic reviews look for in transcripts
 */
public record MeasureRules(
    CallRules calls,
    Duration touchLookback,
    Duration resolutionWindow,
    Set<String> complexTopics,
    Set<String> highValueSegments,
    LocalTime reportCutOff,
    Period churnWindow,
    QualityRules quality,
    ReportingMoney money) {

  public MeasureRules {
    complexTopics = Set.copyOf(complexTopics);
    highValueSegments = Set.copyOf(highValueSegments);
  }
}
