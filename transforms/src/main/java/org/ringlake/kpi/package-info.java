/** KPIs at any layer and period: definitions as data, computed by one mechanism from measures. */
package org.ringlake.kpi;
