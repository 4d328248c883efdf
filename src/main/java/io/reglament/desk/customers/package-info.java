/** Customers, their people and contracts, for those who keep them. */
package io.reglament.desk.customers;
