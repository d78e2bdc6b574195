BEGIN TRANSACTION;
CREATE TABLE account_days (
	account VARCHAR(64) NOT NULL, 
	day DATE NOT NULL, 
	rooms INTEGER NOT NULL, 
	CONSTRAINT pk_account_days PRIMARY KEY (account, day)
);
CREATE TABLE account_states (
	account VARCHAR(64) NOT NULL, 
	box BIGINT NOT NULL, 
	pts BIGINT NOT NULL, 
	qts BIGINT NOT NULL, 
	date BIGINT NOT NULL, 
	seq BIGINT NOT NULL, 
	CONSTRAINT pk_account_states PRIMARY KEY (account, box)
);
CREATE TABLE accounts (
	name VARCHAR(64) NOT NULL, 
	user_id BIGINT NOT NULL, 
	chats INTEGER NOT NULL, 
	health INTEGER NOT NULL, 
	flood_until DATETIME, 
	trouble TEXT, 
	seen_at DATETIME NOT NULL, rests INTEGER DEFAULT '0' NOT NULL, rests_until DATETIME, 
	CONSTRAINT pk_accounts PRIMARY KEY (name), 
	CONSTRAINT ck_accounts_health CHECK (health BETWEEN 0 AND 100)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0033');
CREATE TABLE announcements (
	id INTEGER NOT NULL, 
	author_id BIGINT NOT NULL, 
	audience VARCHAR(32) NOT NULL, 
	text TEXT NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	created_at DATETIME NOT NULL, 
	started_at DATETIME, 
	ended_at DATETIME, 
	last_id BIGINT NOT NULL, 
	total INTEGER NOT NULL, 
	sent INTEGER NOT NULL, 
	failed INTEGER NOT NULL, 
	CONSTRAINT pk_announcements PRIMARY KEY (id), 
	CONSTRAINT fk_announcements_author_id FOREIGN KEY(author_id) REFERENCES operators (id), 
	CONSTRAINT ck_announcements_audience CHECK (audience IN ('operators', 'customers')), 
	CONSTRAINT ck_announcements_announcement_state CHECK (state IN ('draft', 'sending', 'done', 'stopped'))
);
CREATE TABLE archives (
	ticket_id INTEGER NOT NULL, 
	path TEXT NOT NULL, 
	size BIGINT NOT NULL, 
	made_at DATETIME NOT NULL, 
	sent_at DATETIME, 
	CONSTRAINT pk_archives PRIMARY KEY (ticket_id), 
	CONSTRAINT fk_archives_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id)
);
CREATE TABLE assignments (
	id INTEGER NOT NULL, 
	ticket_id INTEGER NOT NULL, 
	operator_id BIGINT NOT NULL, 
	assigned_at DATETIME NOT NULL, 
	released_at DATETIME, 
	reason TEXT, 
	CONSTRAINT pk_assignments PRIMARY KEY (id), 
	CONSTRAINT fk_assignments_operator_id FOREIGN KEY(operator_id) REFERENCES operators (id), 
	CONSTRAINT fk_assignments_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id)
);
INSERT INTO "assignments" VALUES(1,1,2001,'2026-03-01 12:00:00.000000',NULL,NULL);
CREATE TABLE boards (
	operator_id BIGINT NOT NULL, 
	asked_at DATETIME NOT NULL, 
	looked_at DATETIME NOT NULL, 
	CONSTRAINT pk_boards PRIMARY KEY (operator_id), 
	CONSTRAINT fk_boards_operator_id FOREIGN KEY(operator_id) REFERENCES operators (id)
);
CREATE TABLE breaks (
	id INTEGER NOT NULL, 
	operator_id BIGINT NOT NULL, 
	started_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_breaks PRIMARY KEY (id), 
	CONSTRAINT fk_breaks_operator_id FOREIGN KEY(operator_id) REFERENCES operators (id)
);
CREATE TABLE cards (
	card TEXT NOT NULL, 
	chat_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	CONSTRAINT pk_cards PRIMARY KEY (card)
);
CREATE TABLE cards_shown (
	card TEXT NOT NULL, 
	word TEXT NOT NULL, 
	CONSTRAINT pk_cards_shown PRIMARY KEY (card)
);
INSERT INTO "cards_shown" VALUES('ticket:1','w');
CREATE TABLE colleagues (
	id BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	username TEXT, 
	CONSTRAINT pk_colleagues PRIMARY KEY (id)
);
CREATE TABLE copies (
	id INTEGER NOT NULL, 
	ticket_id INTEGER NOT NULL, 
	from_chat_id BIGINT NOT NULL, 
	from_message_id BIGINT NOT NULL, 
	to_chat_id BIGINT NOT NULL, 
	to_message_id BIGINT NOT NULL, 
	copied_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, 
	CONSTRAINT pk_copies PRIMARY KEY (id), 
	CONSTRAINT fk_copies_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id)
);
CREATE TABLE customers (
	id BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	username TEXT, 
	phone TEXT, 
	language VARCHAR(8) NOT NULL, 
	reachable BOOLEAN NOT NULL, 
	first_seen_at DATETIME NOT NULL, 
	registered_at DATETIME, language_chosen BOOLEAN DEFAULT 0 NOT NULL, forgotten_at DATETIME, unreachable_at DATETIME, 
	CONSTRAINT pk_customers PRIMARY KEY (id)
);
INSERT INTO "customers" VALUES(1001,'Ann',NULL,'+123','en',1,'2026-03-01 12:00:00.000000','2026-03-01 12:00:00+00:00',0,NULL,NULL);
CREATE TABLE erasures (
	id INTEGER NOT NULL, 
	customer_id BIGINT NOT NULL, 
	asked_at DATETIME NOT NULL, 
	decided_at DATETIME, 
	decided_by BIGINT, 
	granted BOOLEAN, 
	CONSTRAINT pk_erasures PRIMARY KEY (id), 
	CONSTRAINT fk_erasures_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
);
CREATE TABLE feedback (
	ticket_id INTEGER NOT NULL, 
	customer_id BIGINT NOT NULL, 
	stars SMALLINT NOT NULL, 
	comment TEXT, 
	given_at DATETIME NOT NULL, 
	CONSTRAINT pk_feedback PRIMARY KEY (ticket_id), 
	CONSTRAINT ck_feedback_stars CHECK (stars BETWEEN 1 AND 5), 
	CONSTRAINT fk_feedback_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id), 
	CONSTRAINT fk_feedback_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id)
);
CREATE TABLE inbox (
	id INTEGER NOT NULL, 
	source VARCHAR(32) NOT NULL, 
	"key" VARCHAR(128) NOT NULL, 
	payload JSON NOT NULL, 
	received_at DATETIME NOT NULL, 
	handled_at DATETIME, 
	failed_at DATETIME, 
	error TEXT, 
	attempts INTEGER NOT NULL, lane VARCHAR(64), 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT uq_inbox_source_key UNIQUE (source, "key")
);
CREATE TABLE leases (
	part VARCHAR(64) NOT NULL, 
	holder VARCHAR(64) NOT NULL, 
	taken_at DATETIME NOT NULL, 
	until DATETIME NOT NULL, 
	trouble TEXT, 
	CONSTRAINT pk_leases PRIMARY KEY (part)
);
CREATE TABLE message_versions (
	id INTEGER NOT NULL, 
	message_row_id INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	until DATETIME NOT NULL, 
	CONSTRAINT pk_message_versions PRIMARY KEY (id), 
	CONSTRAINT fk_message_versions_message_row_id FOREIGN KEY(message_row_id) REFERENCES messages (id)
);
CREATE TABLE messages (
	id INTEGER NOT NULL, 
	ticket_id INTEGER NOT NULL, 
	place_id INTEGER, 
	role VARCHAR(32) NOT NULL, 
	chat_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	sender_id BIGINT NOT NULL, 
	sender_name TEXT NOT NULL, 
	sent_at DATETIME NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	text TEXT NOT NULL, 
	entities JSON, 
	media JSON, 
	reply_to BIGINT, 
	album TEXT, 
	edited_at DATETIME, 
	details JSON, 
	recorded_at DATETIME NOT NULL, 
	deleted_at DATETIME, 
	media_path TEXT, 
	media_size BIGINT, 
	media_lost TEXT, 
	CONSTRAINT pk_messages PRIMARY KEY (id), 
	CONSTRAINT fk_messages_place_id FOREIGN KEY(place_id) REFERENCES places (id), 
	CONSTRAINT fk_messages_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id), 
	CONSTRAINT uq_messages_chat_id_message_id UNIQUE (chat_id, message_id), 
	CONSTRAINT ck_messages_sender_role CHECK (role IN ('customer', 'operator', 'supervisor', 'bot', 'userbot', 'stranger')), 
	CONSTRAINT ck_messages_message_kind CHECK (kind IN ('text', 'photo', 'video', 'video_note', 'voice', 'audio', 'animation', 'sticker', 'document', 'contact', 'location', 'poll', 'service', 'other'))
);
INSERT INTO "messages" VALUES(1,1,1,'customer',-1001,1,1001,'Ann','2026-03-01 12:00:00.000000','text','Where is it?',NULL,NULL,NULL,NULL,NULL,NULL,'2026-03-01 12:00:00.000000',NULL,NULL,NULL,NULL);
CREATE TABLE operator_skills (
	operator_id BIGINT NOT NULL, 
	skill TEXT NOT NULL, 
	CONSTRAINT pk_operator_skills PRIMARY KEY (operator_id, skill), 
	CONSTRAINT fk_operator_skills_operator_id FOREIGN KEY(operator_id) REFERENCES operators (id)
);
CREATE TABLE operators (
	id BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	username TEXT, 
	phone TEXT, 
	language VARCHAR(8) NOT NULL, 
	role VARCHAR(32) NOT NULL, 
	capacity INTEGER NOT NULL, 
	load INTEGER NOT NULL, 
	idle_since DATETIME, 
	started_bot BOOLEAN NOT NULL, 
	added_at DATETIME NOT NULL, 
	removed_at DATETIME, language_chosen BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_operators PRIMARY KEY (id), 
	CONSTRAINT ck_operators_capacity CHECK (capacity >= 0), 
	CONSTRAINT ck_operators_load CHECK (load >= 0), 
	CONSTRAINT ck_operators_role CHECK (role IN ('operator', 'supervisor'))
);
INSERT INTO "operators" VALUES(2001,'Op 2001','op2001',NULL,'en','operator',6,1,'2026-03-01 12:00:00.000000',0,'2026-03-01 12:00:00.000000',NULL,0);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	gateway VARCHAR(32) NOT NULL, 
	destination TEXT NOT NULL, 
	kind VARCHAR(64) NOT NULL, 
	fields JSON NOT NULL, 
	priority SMALLINT NOT NULL, 
	ticket_id INTEGER, 
	created_at DATETIME NOT NULL, 
	not_before DATETIME, 
	expires_at DATETIME, 
	attempts INTEGER NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	settled_at DATETIME, 
	note TEXT, waits_since DATETIME, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT ck_outbox_settled CHECK ((state = 'waiting') = (settled_at IS NULL)), 
	CONSTRAINT fk_outbox_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id), 
	CONSTRAINT ck_outbox_gateway CHECK (gateway IN ('bot', 'userbot', 'archive')), 
	CONSTRAINT ck_outbox_effect_state CHECK (state IN ('waiting', 'sent', 'expired', 'superseded', 'unreachable', 'rejected'))
);
INSERT INTO "outbox" VALUES(1,'bot','title:-1001','SetTitle','{"chat_id":-1001,"title":"S"}',0,1,'2026-03-01 12:00:00.000000',NULL,'2026-03-02 12:00:00.000000',0,'waiting',NULL,NULL,NULL);
CREATE TABLE places (
	id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	state VARCHAR(32) NOT NULL, 
	marker TEXT NOT NULL, 
	title TEXT NOT NULL, 
	chat_id BIGINT, 
	link TEXT, 
	ticket_id INTEGER, 
	uses INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, account VARCHAR(64), thread_id BIGINT DEFAULT '0' NOT NULL, is_shared BOOLEAN DEFAULT 0 NOT NULL, customer_id BIGINT CONSTRAINT fk_places_customer_id REFERENCES customers (id), 
	CONSTRAINT pk_places PRIMARY KEY (id), 
	CONSTRAINT fk_places_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id), 
	CONSTRAINT uq_places_marker UNIQUE (marker), 
	CONSTRAINT ck_places_place_kind CHECK (kind IN ('room', 'desk', 'thread')), 
	CONSTRAINT ck_places_place_state CHECK (state IN ('creating', 'preparing', 'ready', 'emptying', 'wiping', 'clean', 'deleting', 'deleted'))
);
INSERT INTO "places" VALUES(1,'room','ready','m','S',-1001,'https://t.me/+x1',1,1,'2026-03-01 12:00:00.000000','2026-03-01 12:00:00.000000',NULL,0,0,NULL);
CREATE TABLE resolutions (
	ticket_id INTEGER NOT NULL, 
	customer_id BIGINT NOT NULL, 
	solved BOOLEAN NOT NULL, 
	given_at DATETIME NOT NULL, 
	CONSTRAINT pk_resolutions PRIMARY KEY (ticket_id), 
	CONSTRAINT fk_resolutions_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id), 
	CONSTRAINT fk_resolutions_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id)
);
CREATE TABLE shifts (
	id INTEGER NOT NULL, 
	operator_id BIGINT NOT NULL, 
	started_at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT pk_shifts PRIMARY KEY (id), 
	CONSTRAINT fk_shifts_operator_id FOREIGN KEY(operator_id) REFERENCES operators (id)
);
INSERT INTO "shifts" VALUES(1,2001,'2026-03-01 12:00:00.000000',NULL);
CREATE TABLE staff_groups (
	chat_id BIGINT NOT NULL, 
	use VARCHAR(32) NOT NULL, 
	title TEXT NOT NULL, 
	added_at DATETIME NOT NULL, 
	added_by BIGINT, 
	gone_at DATETIME, 
	trouble TEXT, 
	former_chat_id BIGINT, 
	CONSTRAINT pk_staff_groups PRIMARY KEY (chat_id), 
	CONSTRAINT ck_staff_groups_group_use CHECK (use IN ('desk', 'overflow', 'forum'))
);
CREATE TABLE steps (
	person_id BIGINT NOT NULL, 
	step TEXT NOT NULL, 
	CONSTRAINT pk_steps PRIMARY KEY (person_id)
);
INSERT INTO "steps" VALUES(1001,'asked');
CREATE TABLE ticket_events (
	id INTEGER NOT NULL, 
	ticket_id INTEGER NOT NULL, 
	kind VARCHAR(32) NOT NULL, 
	at DATETIME NOT NULL, 
	actor_id BIGINT, 
	details JSON, 
	CONSTRAINT pk_ticket_events PRIMARY KEY (id), 
	CONSTRAINT fk_ticket_events_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id), 
	CONSTRAINT ck_ticket_events_ticket_event_kind CHECK (kind IN ('opened', 'queued', 'offered', 'place_ready', 'join_declined', 'customer_joined', 'assigned', 'operator_invited', 'operator_sent_link', 'operator_joined', 'operator_unreachable', 'intruder_removed', 'customer_unreachable', 'requeued', 'closed', 'abandoned', 'place_cleared', 'place_deleted', 'effect_failed', 'taken', 'transferred', 'taken_over', 'offer_lost', 'offer_reminded', 'answer_reminded', 'nudged', 'asked_customer', 'customer_left', 'customer_returned', 'supervisor_called', 'supervisor_entered', 'noted', 'rated', 'archived', 'place_denied', 'place_taken', 'place_lost', 'undelivered', 'withdrawn', 'resolved'))
);
INSERT INTO "ticket_events" VALUES(1,1,'opened','2026-03-01 12:00:00.000000',1001,'{"topic":"t"}');
CREATE TABLE tickets (
	id INTEGER NOT NULL, 
	customer_id BIGINT NOT NULL, 
	topic TEXT NOT NULL, 
	priority INTEGER NOT NULL, 
	status VARCHAR(32) NOT NULL, 
	opened_at DATETIME NOT NULL, 
	operator_id BIGINT, 
	place_id INTEGER, 
	offered_at DATETIME, 
	deadline DATETIME, 
	joined_at DATETIME, 
	active_at DATETIME, 
	closed_at DATETIME, 
	closed_by BIGINT, 
	close_reason VARCHAR(32), passed_over BIGINT, answer_due DATETIME, answer_reminded_at DATETIME, offer_reminded_at DATETIME, answered_at DATETIME, customer_spoke_at DATETIME, staff_spoke_at DATETIME, silence_at DATETIME, left_at DATETIME, returned_at DATETIME, silence VARCHAR(32) DEFAULT 'none' NOT NULL CONSTRAINT ck_tickets_silence CHECK (silence IN ('none', 'nudged', 'asked')), 
	CONSTRAINT pk_tickets PRIMARY KEY (id), 
	CONSTRAINT fk_tickets_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id), 
	CONSTRAINT fk_tickets_operator_id FOREIGN KEY(operator_id) REFERENCES operators (id), 
	CONSTRAINT fk_tickets_place_id FOREIGN KEY(place_id) REFERENCES places (id), 
	CONSTRAINT ck_tickets_ticket_status CHECK (status IN ('queued', 'offered', 'active', 'closed', 'abandoned')), 
	CONSTRAINT ck_tickets_close_reason CHECK (close_reason IN ('solved', 'cancelled', 'never_came', 'customer_left', 'silent', 'forgotten'))
);
INSERT INTO "tickets" VALUES(1,1001,'general',0,'active','2026-03-01 12:00:00.000000',2001,1,NULL,NULL,NULL,'2026-03-01 12:00:00.000000',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'none');
CREATE TABLE topics (
	"key" TEXT NOT NULL, 
	title TEXT NOT NULL, 
	skill TEXT, 
	priority INTEGER NOT NULL, 
	CONSTRAINT pk_topics PRIMARY KEY ("key")
);
CREATE TABLE traces (
	chat_id BIGINT NOT NULL, 
	message_id BIGINT NOT NULL, 
	place_id INTEGER NOT NULL, 
	seen_at DATETIME NOT NULL, 
	CONSTRAINT pk_traces PRIMARY KEY (chat_id, message_id), 
	CONSTRAINT fk_traces_place_id FOREIGN KEY(place_id) REFERENCES places (id)
);
CREATE TABLE unread_boxes (
	account VARCHAR(64) NOT NULL, 
	box BIGINT NOT NULL, 
	since DATETIME NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_unread_boxes PRIMARY KEY (account, box)
);
CREATE UNIQUE INDEX uq_shifts_open ON shifts (operator_id) WHERE ended_at IS NULL;
CREATE INDEX ix_tickets_customer_id_id ON tickets (customer_id, id);
CREATE INDEX ix_tickets_deadline ON tickets (deadline) WHERE status = 'offered';
CREATE INDEX ix_tickets_held ON tickets (operator_id) WHERE status IN ('queued', 'offered', 'active');
CREATE INDEX ix_tickets_queue ON tickets (priority, opened_at, id) WHERE status = 'queued';
CREATE UNIQUE INDEX uq_tickets_open ON tickets (customer_id) WHERE status IN ('queued', 'offered', 'active');
CREATE INDEX ix_assignments_operator_id ON assignments (operator_id);
CREATE UNIQUE INDEX uq_assignments_held ON assignments (ticket_id) WHERE released_at IS NULL;
CREATE INDEX ix_places_clean ON places (kind, id) WHERE state = 'clean';
CREATE UNIQUE INDEX uq_places_ticket ON places (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX ix_ticket_events_ticket_id ON ticket_events (ticket_id);
CREATE INDEX ix_messages_ticket_id ON messages (ticket_id);
CREATE INDEX ix_message_versions_message_row_id ON message_versions (message_row_id);
CREATE INDEX ix_cards_chat_id ON cards (chat_id);
CREATE INDEX ix_inbox_waiting ON inbox (source, id) WHERE handled_at IS NULL AND failed_at IS NULL;
CREATE INDEX ix_outbox_waiting ON outbox (gateway, id) WHERE settled_at IS NULL;
CREATE INDEX ix_tickets_answer_due ON tickets (answer_due) WHERE answer_due IS NOT NULL;
CREATE INDEX ix_tickets_opened_at ON tickets (opened_at);
CREATE UNIQUE INDEX uq_breaks_open ON breaks (operator_id) WHERE ended_at IS NULL;
CREATE INDEX ix_feedback_customer_id ON feedback (customer_id);
CREATE UNIQUE INDEX uq_erasures_open ON erasures (customer_id) WHERE decided_at IS NULL;
CREATE UNIQUE INDEX uq_places_chat ON places (chat_id, thread_id) WHERE state <> 'deleted' AND NOT is_shared;
CREATE INDEX ix_places_shared ON places (chat_id) WHERE is_shared;
CREATE INDEX ix_places_customer ON places (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX ix_staff_groups_former_chat_id ON staff_groups (former_chat_id);
CREATE UNIQUE INDEX uq_copies_copy ON copies (from_chat_id, from_message_id, to_chat_id, to_message_id);
CREATE INDEX ix_copies_to_chat_id_to_message_id ON copies (to_chat_id, to_message_id);
CREATE INDEX ix_copies_ticket_id ON copies (ticket_id);
CREATE INDEX ix_traces_place_id ON traces (place_id);
CREATE INDEX ix_resolutions_customer_id ON resolutions (customer_id);
CREATE VIEW lead AS 
SELECT
    customers.id AS user_id,
    customers.name AS username,
    '@' || customers.username AS tag,
    customers.phone AS phone_number,
    '@' || operators.username AS operator_tag,
    CASE tickets.status
        WHEN 'queued' THEN 'waiting'
        WHEN 'offered' THEN 'create_chat'
        WHEN 'active' THEN 'accepted'
        WHEN 'closed' THEN 'finalize'
        WHEN 'abandoned' THEN 'finalize'
    END AS waiting_status,
    CASE WHEN tickets.status IN ('queued', 'offered', 'active') THEN CASE
        WHEN places.kind <> 'room' THEN NULL
        WHEN places.link IS NOT NULL THEN places.link
        WHEN places.state = 'ready' AND tickets.joined_at IS NOT NULL THEN
            'https://t.me/c/' || CAST(-1000000000000 - places.chat_id AS TEXT) || '/1'
    END END
        AS active_chat_link
FROM customers
LEFT JOIN tickets
    ON tickets.id = (SELECT max(id) FROM tickets WHERE tickets.customer_id = customers.id)
LEFT JOIN operators ON operators.id = tickets.operator_id
LEFT JOIN places ON places.id = tickets.place_id;
CREATE VIEW operator AS 
SELECT
    operators.id AS user_id,
    operators.name AS username,
    '@' || operators.username AS tag,
    held.links AS active_chat_links,
    CASE WHEN shifts.id IS NULL THEN 'inactive' ELSE 'active' END AS is_active
FROM operators
LEFT JOIN shifts ON shifts.operator_id = operators.id AND shifts.ended_at IS NULL
LEFT JOIN (
    SELECT open.operator_id, group_concat(open.link, ', ')
        AS links
    FROM (
        SELECT tickets.operator_id, CASE
        WHEN places.link IS NOT NULL THEN places.link
        WHEN places.chat_id >= -1000000000000 THEN NULL
        WHEN places.state = 'ready' AND tickets.joined_at IS NOT NULL THEN
            'https://t.me/c/' || CAST(-1000000000000 - places.chat_id AS TEXT) || '/'
            || CAST(CASE WHEN places.thread_id = 0 THEN 1 ELSE places.thread_id END AS TEXT)
    END AS link
        FROM tickets
        JOIN places ON places.id = tickets.place_id
        WHERE tickets.status IN ('queued', 'offered', 'active')
        ORDER BY tickets.opened_at, tickets.id
    ) AS open
    WHERE open.link IS NOT NULL
    GROUP BY open.operator_id
) AS held ON held.operator_id = operators.id
WHERE operators.removed_at IS NULL;
COMMIT;
