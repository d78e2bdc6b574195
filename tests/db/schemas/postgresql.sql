SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.account_days (
    account character varying(64) NOT NULL,
    day date NOT NULL,
    rooms integer NOT NULL
);
CREATE TABLE public.account_states (
    account character varying(64) NOT NULL,
    box bigint NOT NULL,
    pts bigint NOT NULL,
    qts bigint NOT NULL,
    date bigint NOT NULL,
    seq bigint NOT NULL
);
CREATE TABLE public.accounts (
    name character varying(64) NOT NULL,
    user_id bigint NOT NULL,
    chats integer NOT NULL,
    health integer NOT NULL,
    flood_until timestamp with time zone,
    trouble text,
    seen_at timestamp with time zone NOT NULL,
    rests integer DEFAULT 0 NOT NULL,
    rests_until timestamp with time zone,
    CONSTRAINT ck_accounts_health CHECK (((health >= 0) AND (health <= 100)))
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.announcements (
    id bigint NOT NULL,
    author_id bigint NOT NULL,
    audience character varying(32) NOT NULL,
    text text NOT NULL,
    state character varying(32) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    last_id bigint NOT NULL,
    total integer NOT NULL,
    sent integer NOT NULL,
    failed integer NOT NULL,
    CONSTRAINT ck_announcements_announcement_state CHECK ((state IN ('draft', 'sending', 'done', 'stopped'))),
    CONSTRAINT ck_announcements_audience CHECK ((audience IN ('operators', 'customers')))
);
CREATE SEQUENCE public.announcements_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.announcements_id_seq OWNED BY public.announcements.id;
CREATE TABLE public.archives (
    ticket_id bigint NOT NULL,
    path text NOT NULL,
    size bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone
);
CREATE TABLE public.assignments (
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    operator_id bigint NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone,
    reason text
);
CREATE SEQUENCE public.assignments_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.assignments_id_seq OWNED BY public.assignments.id;
CREATE TABLE public.boards (
    operator_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    looked_at timestamp with time zone NOT NULL
);
CREATE TABLE public.breaks (
    id bigint NOT NULL,
    operator_id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE SEQUENCE public.breaks_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.breaks_id_seq OWNED BY public.breaks.id;
CREATE TABLE public.cards (
    card text NOT NULL,
    chat_id bigint NOT NULL,
    message_id bigint NOT NULL
);
CREATE TABLE public.cards_shown (
    card text NOT NULL,
    word text NOT NULL
);
CREATE TABLE public.colleagues (
    id bigint NOT NULL,
    name text NOT NULL,
    username text
);
CREATE TABLE public.copies (
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    from_chat_id bigint NOT NULL,
    from_message_id bigint NOT NULL,
    to_chat_id bigint NOT NULL,
    to_message_id bigint NOT NULL,
    copied_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone
);
CREATE SEQUENCE public.copies_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.copies_id_seq OWNED BY public.copies.id;
CREATE TABLE public.customers (
    id bigint NOT NULL,
    name text NOT NULL,
    username text,
    phone text,
    language character varying(8) NOT NULL,
    reachable boolean NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    registered_at timestamp with time zone,
    language_chosen boolean DEFAULT false NOT NULL,
    forgotten_at timestamp with time zone,
    unreachable_at timestamp with time zone
);
CREATE TABLE public.erasures (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decided_by bigint,
    granted boolean
);
CREATE SEQUENCE public.erasures_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.erasures_id_seq OWNED BY public.erasures.id;
CREATE TABLE public.feedback (
    ticket_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    stars smallint NOT NULL,
    comment text,
    given_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_feedback_stars CHECK (((stars >= 1) AND (stars <= 5)))
);
CREATE TABLE public.inbox (
    id bigint NOT NULL,
    source character varying(32) NOT NULL,
    key character varying(128) NOT NULL,
    payload json NOT NULL,
    received_at timestamp with time zone NOT NULL,
    handled_at timestamp with time zone,
    failed_at timestamp with time zone,
    error text,
    attempts integer NOT NULL,
    lane character varying(64)
);
CREATE SEQUENCE public.inbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.inbox_id_seq OWNED BY public.inbox.id;
CREATE TABLE public.operators (
    id bigint NOT NULL,
    name text NOT NULL,
    username text,
    phone text,
    language character varying(8) NOT NULL,
    role character varying(32) NOT NULL,
    capacity integer NOT NULL,
    load integer NOT NULL,
    idle_since timestamp with time zone,
    started_bot boolean NOT NULL,
    added_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    language_chosen boolean DEFAULT false NOT NULL,
    CONSTRAINT ck_operators_capacity CHECK ((capacity >= 0)),
    CONSTRAINT ck_operators_load CHECK ((load >= 0)),
    CONSTRAINT ck_operators_role CHECK ((role IN ('operator', 'supervisor')))
);
CREATE TABLE public.places (
    id bigint NOT NULL,
    kind character varying(32) NOT NULL,
    state character varying(32) NOT NULL,
    marker text NOT NULL,
    title text NOT NULL,
    chat_id bigint,
    link text,
    ticket_id bigint,
    uses integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    account character varying(64),
    thread_id bigint DEFAULT '0'::bigint NOT NULL,
    is_shared boolean DEFAULT false NOT NULL,
    customer_id bigint,
    CONSTRAINT ck_places_place_kind CHECK ((kind IN ('room', 'desk', 'thread'))),
    CONSTRAINT ck_places_place_state CHECK ((state IN ('creating', 'preparing', 'ready', 'emptying', 'wiping', 'clean', 'deleting', 'deleted')))
);
CREATE TABLE public.tickets (
    id bigint NOT NULL,
    customer_id bigint NOT NULL,
    topic text NOT NULL,
    priority integer NOT NULL,
    status character varying(32) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    operator_id bigint,
    place_id bigint,
    offered_at timestamp with time zone,
    deadline timestamp with time zone,
    joined_at timestamp with time zone,
    active_at timestamp with time zone,
    closed_at timestamp with time zone,
    closed_by bigint,
    close_reason character varying(32),
    passed_over bigint,
    answer_due timestamp with time zone,
    answer_reminded_at timestamp with time zone,
    offer_reminded_at timestamp with time zone,
    answered_at timestamp with time zone,
    customer_spoke_at timestamp with time zone,
    staff_spoke_at timestamp with time zone,
    silence_at timestamp with time zone,
    left_at timestamp with time zone,
    returned_at timestamp with time zone,
    silence character varying(32) DEFAULT 'none'::character varying NOT NULL,
    CONSTRAINT ck_tickets_close_reason CHECK ((close_reason IN ('solved', 'cancelled', 'never_came', 'customer_left', 'silent', 'forgotten'))),
    CONSTRAINT ck_tickets_silence CHECK ((silence IN ('none', 'nudged', 'asked'))),
    CONSTRAINT ck_tickets_ticket_status CHECK ((status IN ('queued', 'offered', 'active', 'closed', 'abandoned')))
);
CREATE VIEW public.lead AS
 SELECT customers.id AS user_id,
    customers.name AS username,
    ('@'::text || customers.username) AS tag,
    customers.phone AS phone_number,
    ('@'::text || operators.username) AS operator_tag,
        CASE tickets.status
            WHEN 'queued'::text THEN 'waiting'::text
            WHEN 'offered'::text THEN 'create_chat'::text
            WHEN 'active'::text THEN 'accepted'::text
            WHEN 'closed'::text THEN 'finalize'::text
            WHEN 'abandoned'::text THEN 'finalize'::text
            ELSE NULL::text
        END AS waiting_status,
        CASE
            WHEN (status IN ('queued', 'offered', 'active')) THEN
            CASE
                WHEN ((places.kind)::text <> 'room'::text) THEN NULL::text
                WHEN (places.link IS NOT NULL) THEN places.link
                WHEN (((places.state)::text = 'ready'::text) AND (tickets.joined_at IS NOT NULL)) THEN (('https://t.me/c/'::text || (('-1000000000000'::bigint - places.chat_id))::text) || '/1'::text)
                ELSE NULL::text
            END
            ELSE NULL::text
        END AS active_chat_link
   FROM (((public.customers
     LEFT JOIN public.tickets ON ((tickets.id = ( SELECT max(tickets_1.id) AS max
           FROM public.tickets tickets_1
          WHERE (tickets_1.customer_id = customers.id)))))
     LEFT JOIN public.operators ON ((operators.id = tickets.operator_id)))
     LEFT JOIN public.places ON ((places.id = tickets.place_id)));
CREATE TABLE public.leases (
    part character varying(64) NOT NULL,
    holder character varying(64) NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    trouble text
);
CREATE TABLE public.message_versions (
    id bigint NOT NULL,
    message_row_id bigint NOT NULL,
    text text NOT NULL,
    until timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.message_versions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.message_versions_id_seq OWNED BY public.message_versions.id;
CREATE TABLE public.messages (
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    place_id bigint,
    role character varying(32) NOT NULL,
    chat_id bigint NOT NULL,
    message_id bigint NOT NULL,
    sender_id bigint NOT NULL,
    sender_name text NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    kind character varying(32) NOT NULL,
    text text NOT NULL,
    entities json,
    media json,
    reply_to bigint,
    album text,
    edited_at timestamp with time zone,
    details json,
    recorded_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone,
    media_path text,
    media_size bigint,
    media_lost text,
    CONSTRAINT ck_messages_message_kind CHECK ((kind IN ('text', 'photo', 'video', 'video_note', 'voice', 'audio', 'animation', 'sticker', 'document', 'contact', 'location', 'poll', 'service', 'other'))),
    CONSTRAINT ck_messages_sender_role CHECK ((role IN ('customer', 'operator', 'supervisor', 'bot', 'userbot', 'stranger')))
);
CREATE SEQUENCE public.messages_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.messages_id_seq OWNED BY public.messages.id;
CREATE TABLE public.shifts (
    id bigint NOT NULL,
    operator_id bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE VIEW public.operator AS
 SELECT operators.id AS user_id,
    operators.name AS username,
    ('@'::text || operators.username) AS tag,
    held.links AS active_chat_links,
        CASE
            WHEN (shifts.id IS NULL) THEN 'inactive'::text
            ELSE 'active'::text
        END AS is_active
   FROM ((public.operators
     LEFT JOIN public.shifts ON (((shifts.operator_id = operators.id) AND (shifts.ended_at IS NULL))))
     LEFT JOIN ( SELECT open.operator_id,
            string_agg(open.link, ', '::text) AS links
           FROM ( SELECT tickets.operator_id,
                        CASE
                            WHEN (places.link IS NOT NULL) THEN places.link
                            WHEN (places.chat_id >= '-1000000000000'::bigint) THEN NULL::text
                            WHEN (((places.state)::text = 'ready'::text) AND (tickets.joined_at IS NOT NULL)) THEN ((('https://t.me/c/'::text || (('-1000000000000'::bigint - places.chat_id))::text) || '/'::text) || (
                            CASE
                                WHEN (places.thread_id = 0) THEN (1)::bigint
                                ELSE places.thread_id
                            END)::text)
                            ELSE NULL::text
                        END AS link
                   FROM (public.tickets
                     JOIN public.places ON ((places.id = tickets.place_id)))
                  WHERE (status IN ('queued', 'offered', 'active'))
                  ORDER BY tickets.opened_at, tickets.id) open
          WHERE (open.link IS NOT NULL)
          GROUP BY open.operator_id) held ON ((held.operator_id = operators.id)))
  WHERE (operators.removed_at IS NULL);
CREATE TABLE public.operator_skills (
    operator_id bigint NOT NULL,
    skill text NOT NULL
);
CREATE TABLE public.outbox (
    id bigint NOT NULL,
    gateway character varying(32) NOT NULL,
    destination text NOT NULL,
    kind character varying(64) NOT NULL,
    fields json NOT NULL,
    priority smallint NOT NULL,
    ticket_id bigint,
    created_at timestamp with time zone NOT NULL,
    not_before timestamp with time zone,
    expires_at timestamp with time zone,
    attempts integer NOT NULL,
    state character varying(32) NOT NULL,
    settled_at timestamp with time zone,
    note text,
    waits_since timestamp with time zone,
    CONSTRAINT ck_outbox_effect_state CHECK ((state IN ('waiting', 'sent', 'expired', 'superseded', 'unreachable', 'rejected'))),
    CONSTRAINT ck_outbox_gateway CHECK ((gateway IN ('bot', 'userbot', 'archive'))),
    CONSTRAINT ck_outbox_settled CHECK ((((state)::text = 'waiting'::text) = (settled_at IS NULL)))
);
CREATE SEQUENCE public.outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.outbox_id_seq OWNED BY public.outbox.id;
CREATE SEQUENCE public.places_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.places_id_seq OWNED BY public.places.id;
CREATE TABLE public.resolutions (
    ticket_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    solved boolean NOT NULL,
    given_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE public.shifts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.shifts_id_seq OWNED BY public.shifts.id;
CREATE TABLE public.staff_groups (
    chat_id bigint NOT NULL,
    use character varying(32) NOT NULL,
    title text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by bigint,
    gone_at timestamp with time zone,
    trouble text,
    former_chat_id bigint,
    CONSTRAINT ck_staff_groups_group_use CHECK ((use IN ('desk', 'overflow', 'forum')))
);
CREATE TABLE public.steps (
    person_id bigint NOT NULL,
    step text NOT NULL
);
CREATE TABLE public.ticket_events (
    id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    kind character varying(32) NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id bigint,
    details json,
    CONSTRAINT ck_ticket_events_ticket_event_kind CHECK ((kind IN ('opened', 'queued', 'offered', 'place_ready', 'join_declined', 'customer_joined', 'assigned', 'operator_invited', 'operator_sent_link', 'operator_joined', 'operator_unreachable', 'intruder_removed', 'customer_unreachable', 'requeued', 'closed', 'abandoned', 'place_cleared', 'place_deleted', 'effect_failed', 'taken', 'transferred', 'taken_over', 'offer_lost', 'offer_reminded', 'answer_reminded', 'nudged', 'asked_customer', 'customer_left', 'customer_returned', 'supervisor_called', 'supervisor_entered', 'noted', 'rated', 'archived', 'place_denied', 'place_taken', 'place_lost', 'undelivered', 'withdrawn', 'resolved')))
);
CREATE SEQUENCE public.ticket_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.ticket_events_id_seq OWNED BY public.ticket_events.id;
CREATE SEQUENCE public.tickets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.tickets_id_seq OWNED BY public.tickets.id;
CREATE TABLE public.topics (
    key text NOT NULL,
    title text NOT NULL,
    skill text,
    priority integer NOT NULL
);
CREATE TABLE public.traces (
    chat_id bigint NOT NULL,
    message_id bigint NOT NULL,
    place_id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL
);
CREATE TABLE public.unread_boxes (
    account character varying(64) NOT NULL,
    box bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    reason text NOT NULL
);
ALTER TABLE ONLY public.announcements ALTER COLUMN id SET DEFAULT nextval('public.announcements_id_seq'::regclass);
ALTER TABLE ONLY public.assignments ALTER COLUMN id SET DEFAULT nextval('public.assignments_id_seq'::regclass);
ALTER TABLE ONLY public.breaks ALTER COLUMN id SET DEFAULT nextval('public.breaks_id_seq'::regclass);
ALTER TABLE ONLY public.copies ALTER COLUMN id SET DEFAULT nextval('public.copies_id_seq'::regclass);
ALTER TABLE ONLY public.erasures ALTER COLUMN id SET DEFAULT nextval('public.erasures_id_seq'::regclass);
ALTER TABLE ONLY public.inbox ALTER COLUMN id SET DEFAULT nextval('public.inbox_id_seq'::regclass);
ALTER TABLE ONLY public.message_versions ALTER COLUMN id SET DEFAULT nextval('public.message_versions_id_seq'::regclass);
ALTER TABLE ONLY public.messages ALTER COLUMN id SET DEFAULT nextval('public.messages_id_seq'::regclass);
ALTER TABLE ONLY public.outbox ALTER COLUMN id SET DEFAULT nextval('public.outbox_id_seq'::regclass);
ALTER TABLE ONLY public.places ALTER COLUMN id SET DEFAULT nextval('public.places_id_seq'::regclass);
ALTER TABLE ONLY public.shifts ALTER COLUMN id SET DEFAULT nextval('public.shifts_id_seq'::regclass);
ALTER TABLE ONLY public.ticket_events ALTER COLUMN id SET DEFAULT nextval('public.ticket_events_id_seq'::regclass);
ALTER TABLE ONLY public.tickets ALTER COLUMN id SET DEFAULT nextval('public.tickets_id_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0033');
INSERT INTO public.assignments VALUES (1, 1, 2001, '2026-03-01 12:00:00+00', NULL, NULL);
INSERT INTO public.cards_shown VALUES ('ticket:1', 'w');
INSERT INTO public.customers VALUES (1001, 'Ann', NULL, '+123', 'en', true, '2026-03-01 12:00:00+00', '2026-03-01 12:00:00+00', false, NULL, NULL);
INSERT INTO public.messages VALUES (1, 1, 1, 'customer', -1001, 1, 1001, 'Ann', '2026-03-01 12:00:00+00', 'text', 'Where is it?', NULL, NULL, NULL, NULL, NULL, NULL, '2026-03-01 12:00:00+00', NULL, NULL, NULL, NULL);
INSERT INTO public.operators VALUES (2001, 'Op 2001', 'op2001', NULL, 'en', 'operator', 6, 1, '2026-03-01 12:00:00+00', false, '2026-03-01 12:00:00+00', NULL, false);
INSERT INTO public.outbox VALUES (1, 'bot', 'title:-1001', 'SetTitle', '{"chat_id":-1001,"title":"S"}', 0, 1, '2026-03-01 12:00:00+00', NULL, '2026-03-02 12:00:00+00', 0, 'waiting', NULL, NULL, NULL);
INSERT INTO public.places VALUES (1, 'room', 'ready', 'm', 'S', -1001, 'https://t.me/+x1', 1, 1, '2026-03-01 12:00:00+00', '2026-03-01 12:00:00+00', NULL, 0, false, NULL);
INSERT INTO public.shifts VALUES (1, 2001, '2026-03-01 12:00:00+00', NULL);
INSERT INTO public.steps VALUES (1001, 'asked');
INSERT INTO public.ticket_events VALUES (1, 1, 'opened', '2026-03-01 12:00:00+00', 1001, '{"topic":"t"}');
INSERT INTO public.tickets VALUES (1, 1001, 'general', 0, 'active', '2026-03-01 12:00:00+00', 2001, 1, NULL, NULL, NULL, '2026-03-01 12:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'none');
SELECT pg_catalog.setval('public.announcements_id_seq', 1, false);
SELECT pg_catalog.setval('public.assignments_id_seq', 1, true);
SELECT pg_catalog.setval('public.breaks_id_seq', 1, false);
SELECT pg_catalog.setval('public.copies_id_seq', 1, false);
SELECT pg_catalog.setval('public.erasures_id_seq', 1, false);
SELECT pg_catalog.setval('public.inbox_id_seq', 1, false);
SELECT pg_catalog.setval('public.message_versions_id_seq', 1, false);
SELECT pg_catalog.setval('public.messages_id_seq', 1, true);
SELECT pg_catalog.setval('public.outbox_id_seq', 1, true);
SELECT pg_catalog.setval('public.places_id_seq', 1, true);
SELECT pg_catalog.setval('public.shifts_id_seq', 1, true);
SELECT pg_catalog.setval('public.ticket_events_id_seq', 1, true);
SELECT pg_catalog.setval('public.tickets_id_seq', 1, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.account_days
    ADD CONSTRAINT pk_account_days PRIMARY KEY (account, day);
ALTER TABLE ONLY public.account_states
    ADD CONSTRAINT pk_account_states PRIMARY KEY (account, box);
ALTER TABLE ONLY public.accounts
    ADD CONSTRAINT pk_accounts PRIMARY KEY (name);
ALTER TABLE ONLY public.announcements
    ADD CONSTRAINT pk_announcements PRIMARY KEY (id);
ALTER TABLE ONLY public.archives
    ADD CONSTRAINT pk_archives PRIMARY KEY (ticket_id);
ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT pk_assignments PRIMARY KEY (id);
ALTER TABLE ONLY public.boards
    ADD CONSTRAINT pk_boards PRIMARY KEY (operator_id);
ALTER TABLE ONLY public.breaks
    ADD CONSTRAINT pk_breaks PRIMARY KEY (id);
ALTER TABLE ONLY public.cards
    ADD CONSTRAINT pk_cards PRIMARY KEY (card);
ALTER TABLE ONLY public.cards_shown
    ADD CONSTRAINT pk_cards_shown PRIMARY KEY (card);
ALTER TABLE ONLY public.colleagues
    ADD CONSTRAINT pk_colleagues PRIMARY KEY (id);
ALTER TABLE ONLY public.copies
    ADD CONSTRAINT pk_copies PRIMARY KEY (id);
ALTER TABLE ONLY public.customers
    ADD CONSTRAINT pk_customers PRIMARY KEY (id);
ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT pk_erasures PRIMARY KEY (id);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT pk_feedback PRIMARY KEY (ticket_id);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT pk_inbox PRIMARY KEY (id);
ALTER TABLE ONLY public.leases
    ADD CONSTRAINT pk_leases PRIMARY KEY (part);
ALTER TABLE ONLY public.message_versions
    ADD CONSTRAINT pk_message_versions PRIMARY KEY (id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT pk_messages PRIMARY KEY (id);
ALTER TABLE ONLY public.operator_skills
    ADD CONSTRAINT pk_operator_skills PRIMARY KEY (operator_id, skill);
ALTER TABLE ONLY public.operators
    ADD CONSTRAINT pk_operators PRIMARY KEY (id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (id);
ALTER TABLE ONLY public.places
    ADD CONSTRAINT pk_places PRIMARY KEY (id);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT pk_resolutions PRIMARY KEY (ticket_id);
ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT pk_shifts PRIMARY KEY (id);
ALTER TABLE ONLY public.staff_groups
    ADD CONSTRAINT pk_staff_groups PRIMARY KEY (chat_id);
ALTER TABLE ONLY public.steps
    ADD CONSTRAINT pk_steps PRIMARY KEY (person_id);
ALTER TABLE ONLY public.ticket_events
    ADD CONSTRAINT pk_ticket_events PRIMARY KEY (id);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT pk_tickets PRIMARY KEY (id);
ALTER TABLE ONLY public.topics
    ADD CONSTRAINT pk_topics PRIMARY KEY (key);
ALTER TABLE ONLY public.traces
    ADD CONSTRAINT pk_traces PRIMARY KEY (chat_id, message_id);
ALTER TABLE ONLY public.unread_boxes
    ADD CONSTRAINT pk_unread_boxes PRIMARY KEY (account, box);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT uq_inbox_source_key UNIQUE (source, key);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT uq_messages_chat_id_message_id UNIQUE (chat_id, message_id);
ALTER TABLE ONLY public.places
    ADD CONSTRAINT uq_places_marker UNIQUE (marker);
CREATE INDEX ix_assignments_operator_id ON public.assignments USING btree (operator_id);
CREATE INDEX ix_cards_chat_id ON public.cards USING btree (chat_id);
CREATE INDEX ix_copies_ticket_id ON public.copies USING btree (ticket_id);
CREATE INDEX ix_copies_to_chat_id_to_message_id ON public.copies USING btree (to_chat_id, to_message_id);
CREATE INDEX ix_feedback_customer_id ON public.feedback USING btree (customer_id);
CREATE INDEX ix_inbox_waiting ON public.inbox USING btree (source, id) WHERE ((handled_at IS NULL) AND (failed_at IS NULL));
CREATE INDEX ix_message_versions_message_row_id ON public.message_versions USING btree (message_row_id);
CREATE INDEX ix_messages_ticket_id ON public.messages USING btree (ticket_id);
CREATE INDEX ix_outbox_waiting ON public.outbox USING btree (gateway, id) WHERE (settled_at IS NULL);
CREATE INDEX ix_places_clean ON public.places USING btree (kind, id) WHERE ((state)::text = 'clean'::text);
CREATE INDEX ix_places_customer ON public.places USING btree (customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX ix_places_shared ON public.places USING btree (chat_id) WHERE is_shared;
CREATE INDEX ix_resolutions_customer_id ON public.resolutions USING btree (customer_id);
CREATE INDEX ix_staff_groups_former_chat_id ON public.staff_groups USING btree (former_chat_id);
CREATE INDEX ix_ticket_events_ticket_id ON public.ticket_events USING btree (ticket_id);
CREATE INDEX ix_tickets_answer_due ON public.tickets USING btree (answer_due) WHERE (answer_due IS NOT NULL);
CREATE INDEX ix_tickets_customer_id_id ON public.tickets USING btree (customer_id, id);
CREATE INDEX ix_tickets_deadline ON public.tickets USING btree (deadline) WHERE ((status)::text = 'offered'::text);
CREATE INDEX ix_tickets_held ON public.tickets USING btree (operator_id) WHERE (status IN ('queued', 'offered', 'active'));
CREATE INDEX ix_tickets_opened_at ON public.tickets USING btree (opened_at);
CREATE INDEX ix_tickets_queue ON public.tickets USING btree (priority, opened_at, id) WHERE ((status)::text = 'queued'::text);
CREATE INDEX ix_traces_place_id ON public.traces USING btree (place_id);
CREATE UNIQUE INDEX uq_assignments_held ON public.assignments USING btree (ticket_id) WHERE (released_at IS NULL);
CREATE UNIQUE INDEX uq_breaks_open ON public.breaks USING btree (operator_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_copies_copy ON public.copies USING btree (from_chat_id, from_message_id, to_chat_id, to_message_id);
CREATE UNIQUE INDEX uq_erasures_open ON public.erasures USING btree (customer_id) WHERE (decided_at IS NULL);
CREATE UNIQUE INDEX uq_places_chat ON public.places USING btree (chat_id, thread_id) WHERE (((state)::text <> 'deleted'::text) AND (NOT is_shared));
CREATE UNIQUE INDEX uq_places_ticket ON public.places USING btree (ticket_id) WHERE (ticket_id IS NOT NULL);
CREATE UNIQUE INDEX uq_shifts_open ON public.shifts USING btree (operator_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX uq_tickets_open ON public.tickets USING btree (customer_id) WHERE (status IN ('queued', 'offered', 'active'));
ALTER TABLE ONLY public.announcements
    ADD CONSTRAINT fk_announcements_author_id FOREIGN KEY (author_id) REFERENCES public.operators(id);
ALTER TABLE ONLY public.archives
    ADD CONSTRAINT fk_archives_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT fk_assignments_operator_id FOREIGN KEY (operator_id) REFERENCES public.operators(id);
ALTER TABLE ONLY public.assignments
    ADD CONSTRAINT fk_assignments_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.boards
    ADD CONSTRAINT fk_boards_operator_id FOREIGN KEY (operator_id) REFERENCES public.operators(id);
ALTER TABLE ONLY public.breaks
    ADD CONSTRAINT fk_breaks_operator_id FOREIGN KEY (operator_id) REFERENCES public.operators(id);
ALTER TABLE ONLY public.copies
    ADD CONSTRAINT fk_copies_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.erasures
    ADD CONSTRAINT fk_erasures_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT fk_feedback_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.feedback
    ADD CONSTRAINT fk_feedback_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.message_versions
    ADD CONSTRAINT fk_message_versions_message_row_id FOREIGN KEY (message_row_id) REFERENCES public.messages(id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT fk_messages_place_id FOREIGN KEY (place_id) REFERENCES public.places(id);
ALTER TABLE ONLY public.messages
    ADD CONSTRAINT fk_messages_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.operator_skills
    ADD CONSTRAINT fk_operator_skills_operator_id FOREIGN KEY (operator_id) REFERENCES public.operators(id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.places
    ADD CONSTRAINT fk_places_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.places
    ADD CONSTRAINT fk_places_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT fk_resolutions_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT fk_resolutions_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.shifts
    ADD CONSTRAINT fk_shifts_operator_id FOREIGN KEY (operator_id) REFERENCES public.operators(id);
ALTER TABLE ONLY public.ticket_events
    ADD CONSTRAINT fk_ticket_events_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.tickets(id);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT fk_tickets_customer_id FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT fk_tickets_operator_id FOREIGN KEY (operator_id) REFERENCES public.operators(id);
ALTER TABLE ONLY public.tickets
    ADD CONSTRAINT fk_tickets_place_id FOREIGN KEY (place_id) REFERENCES public.places(id);
ALTER TABLE ONLY public.traces
    ADD CONSTRAINT fk_traces_place_id FOREIGN KEY (place_id) REFERENCES public.places(id);
