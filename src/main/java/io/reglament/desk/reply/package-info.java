/**
 * The reply box under a request's conversation: drafts that survive, replies that can be taken back, notes, files and
 * templates (design 7). Who may answer the customer is said by the product's profile.
 */
package io.reglament.desk.reply;
