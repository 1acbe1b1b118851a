package org.ringlake.facts;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.ringlake.staging.Deals;
import org.ringlake.staging.Refunds;
import org.ringlake.staging.Resolved;

/**
 * The rows of {@code gold.attribution_credit}: what of a won deal, and of each refund on it, is
 * whose under a model of attribution.
 *
 * <p>Grain: one row per model, deal and agent for the closing, and one per refund beside it. Key:
 * model, deal_id, refund_id (null on the closing row), agent_id. Units: {@link #WEIGHT} is the
 * agent's share of the deal, nine decimals, which sum to 1 for each model and deal; money is in the
 * reporting currency, and the rows of a deal and a model sum to the deal's net revenue and margin
 * to the cent. The last two sums and the three flags are there on the closing row of the deal that
 * won its customer, and null elsewhere.
 */
public final class DealCredits {
  public static final String NAME = "attribution_credit";

  public static final String MODEL = "model";
  public static final String DEAL_ID = Deals.DEAL_ID;
  public static final String REFUND_ID = Refunds.REFUND_ID;

  /**
   * Who touched the customer; {@code unknown} where the roster does not know them, {@link
   * #UNATTRIBUTED} where nobody did.
   */
  public static final String AGENT_ID = Resolved.AGENT_ID;

  /** The agent's team on the day of posting; null where unknown. */
  public static final String TEAM_ID = Resolved.TEAM_ID;

  /** Whose the deal is in the CRM; null where unknown. */
  public static final String OWNER_AGENT_ID = "owner_agent_id";

  /** The owner's team on the day of posting; null where unknown. */
  public static final String OWNER_TEAM_ID = "owner_team_id";

  /** 0 on the rows of refunds. */
  public static final String WEIGHT = "weight";

  /** The part of the amount, or of the refund as a negative number. */
  public static final String NET_REVENUE = "net_revenue";

  /** {@link #NET_REVENUE} less the part of the deal's cost. */
  public static final String MARGIN = "margin";

  /** The part of what the customer bought again within the window, net of refunds. */
  public static final String REPURCHASE_REVENUE = "repurchase_revenue_6m";

  /** The part of the customer's value; null too where that is not known. */
  public static final String LIFETIME_VALUE = "lifetime_value";

  /** Whether the deal is the first purchase of a known customer. */
  public static final String IS_ACQUISITION = "is_acquisition";

  /** Whether the time in which the customer may buy again is over. */
  public static final String IS_MATURED = "is_matured";

  /** Whether the customer bought again in that time. */
  public static final String HAS_REPURCHASED = "has_repurchased";

  /** The day of closing, or of the refund. */
  public static final String POSTED_ON = "posted_on";

  /** The {@link #AGENT_ID} of what nobody touched. */
  public static final String UNATTRIBUTED = "unattributed";

  private static final DataType MONEY = DataTypes.createDecimalType(18, 2);

  /** Without {@link #TEAM_ID}, which the roster says. */
  public static final StructType OF_AGENTS =
      new StructType()
          .add(MODEL, DataTypes.StringType, false)
          .add(DEAL_ID, DataTypes.StringType)
          .add(REFUND_ID, DataTypes.StringType)
          .add(AGENT_ID, DataTypes.StringType, false)
          .add(OWNER_AGENT_ID, DataTypes.StringType)
          .add(OWNER_TEAM_ID, DataTypes.StringType)
          .add(WEIGHT, DataTypes.createDecimalType(12, 9), false)
          .add(NET_REVENUE, MONEY, false)
          .add(MARGIN, MONEY, false)
          .add(REPURCHASE_REVENUE, MONEY)
          .add(LIFETIME_VALUE, MONEY)
          .add(IS_ACQUISITION, DataTypes.BooleanType, false)
          .add(IS_MATURED, DataTypes.BooleanType)
          .add(HAS_REPURCHASED, DataTypes.BooleanType)
          .add(POSTED_ON, DataTypes.DateType, false);

  /** The columns of the table. */
  public static final StructType SCHEMA = OF_AGENTS.add(TEAM_ID, DataTypes.StringType);

  private DealCredits() {}
}
