/** Who bought again, and who did not. */
package org.ringlake.loyalty;
