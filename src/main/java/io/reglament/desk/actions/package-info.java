/**
 * What people do to a request in flight beside the tasks of its process: one bean per action, offered by
 * {@code GET /api/requests/{number}/actions} and done by {@code POST …/actions/{action}} (design 4.1, 7). Who may is
 * said by the product's profile, when by the action, and each refusal says both.
 */
package io.reglament.desk.actions;
