--liquibase formatted sql

--changeset kvartal:portal-120
create schema if not exists mortgage;
grant usage on schema mortgage to kvartal_app;
--rollback drop schema mortgage;

--changeset kvartal:portal-121
-- Lending programmes as dated data: a new decree is a new row, the old one gets its last day.
-- general: open to anybody who meets the conditions, so that it may stand behind "from … a month".
create table mortgage.programme (
    code            text          not null,
    valid_from      date          not null,
    valid_to        date,
    name_ru         text          not null,
    name_kk         text          not null,
    name_en         text          not null,
    rate            numeric(6, 3) not null check (rate >= 0),
    down_finished   numeric(5, 2) not null check (down_finished between 0 and 100),
    down_unfinished numeric(5, 2) not null check (down_unfinished between 0 and 100),
    max_months      int           not null check (max_months between 1 and 600),
    cap_kind        text          not null check (cap_kind in ('PRICE', 'LOAN', 'NONE')),
    general         boolean       not null,
    conditions_ru   text          not null,
    conditions_kk   text          not null,
    conditions_en   text          not null,
    source_url      text          not null,
    checked_at      date          not null,
    primary key (code, valid_from)
);
grant select on mortgage.programme to kvartal_app;
--rollback drop table mortgage.programme;

--changeset kvartal:portal-122
-- city is a slug, or * for everywhere else.
create table mortgage.programme_cap (
    code       text    not null,
    valid_from date    not null,
    city       text    not null,
    cap_minor  bigint  not null check (cap_minor > 0),
    currency   char(3) not null,
    primary key (code, valid_from, city),
    foreign key (code, valid_from) references mortgage.programme (code, valid_from)
);
grant select on mortgage.programme_cap to kvartal_app;
--rollback drop table mortgage.programme_cap;

--changeset kvartal:portal-123
insert into mortgage.programme (code, valid_from, valid_to, name_ru, name_kk, name_en, rate, down_finished, down_unfinished, max_months, cap_kind, general, conditions_ru, conditions_kk, conditions_en, source_url, checked_at) values
('7-20-25', '2018-06-01', '2025-09-25', '7-20-25', '7-20-25', '7-20-25', 7, 20, 20, 300, 'PRICE', true,
 'Только первичный рынок; за последние 18 месяцев не было своего жилья; один раз.',
 'Тек бастапқы нарық; соңғы 18 айда өз баспанасы болмаған; бір рет.',
 'New buildings only; no dwelling owned for the last 18 months; once in a lifetime.', 'https://baspana.kz/', '2026-02-20'),
('7-20-25', '2025-09-26', null, '7-20-25', '7-20-25', '7-20-25', 7, 20, 20, 300, 'PRICE', true,
 'Только первичный рынок; за последние 18 месяцев не было своего жилья; один раз; можно с гарантом.',
 'Тек бастапқы нарық; соңғы 18 айда өз баспанасы болмаған; бір рет; кепілгермен болады.',
 'New buildings only; no dwelling owned for the last 18 months; once in a lifetime; a guarantor is allowed.', 'https://baspana.kz/', '2026-02-20'),
('nauryz', '2024-03-01', null, 'Наурыз', 'Наурыз', 'Nauryz', 9, 10, 20, 228, 'LOAN', true,
 'Нет жилья 5 лет; подтверждённый доход за 6 месяцев; депозит в Отбасы банке от 2 млн ₸; приём заявок открывается окнами.',
 '5 жыл баспанасы жоқ; 6 айға расталған табыс; Отбасы банкте 2 млн ₸-ден депозит; өтінім белгілі уақытта ғана қабылданады.',
 'No dwelling for 5 years; proven income for 6 months; a deposit of 2 mln ₸ or more at Otbasy Bank; applications open in windows.', 'https://hcsbk.kz/', '2026-02-20'),
('nauryz-social', '2024-03-01', null, 'Наурыз для социально уязвимых', 'Наурыз әлеуметтік осал топтарға', 'Nauryz for vulnerable groups', 7, 10, 20, 228, 'LOAN', false,
 'Социально уязвимые категории; нет жилья 5 лет; депозит в Отбасы банке от 2 млн ₸.',
 'Әлеуметтік осал санаттар; 5 жыл баспанасы жоқ; Отбасы банкте 2 млн ₸-ден депозит.',
 'Socially vulnerable groups; no dwelling for 5 years; a deposit of 2 mln ₸ or more at Otbasy Bank.', 'https://hcsbk.kz/', '2026-02-20'),
('umai', '2021-06-01', '2023-12-31', 'Ұмай', 'Ұмай', 'Umai', 15, 20, 20, 300, 'LOAN', false,
 'Женщины 18–65 лет; депозит в Отбасы банке; официальный доход за 6 месяцев.',
 '18–65 жастағы әйелдер; Отбасы банкте депозит; 6 айға ресми табыс.',
 'Women of 18 to 65; a deposit at Otbasy Bank; official income for 6 months.', 'https://hcsbk.kz/', '2026-02-02'),
('market', '2025-01-01', null, 'Рыночная ипотека', 'Нарықтық ипотека', 'Market mortgage', 20, 20, 20, 240, 'NONE', true,
 'Ставка ориентировочная: точную назовёт банк.',
 'Мөлшерлеме шамамен: нақтысын банк айтады.',
 'The rate is indicative: the bank names the exact one.', 'https://rus.baq.kz/', '2026-02-20');
insert into mortgage.programme_cap (code, valid_from, city, cap_minor, currency) values
('7-20-25', '2018-06-01', 'almaty', 2500000000, 'KZT'),
('7-20-25', '2018-06-01', 'astana', 2500000000, 'KZT'),
('7-20-25', '2018-06-01', 'shymkent', 2000000000, 'KZT'),
('7-20-25', '2018-06-01', '*', 1500000000, 'KZT'),
('7-20-25', '2025-09-26', 'almaty', 3000000000, 'KZT'),
('7-20-25', '2025-09-26', 'astana', 3000000000, 'KZT'),
('7-20-25', '2025-09-26', 'shymkent', 3000000000, 'KZT'),
('7-20-25', '2025-09-26', '*', 2000000000, 'KZT'),
('nauryz', '2024-03-01', 'almaty', 3600000000, 'KZT'),
('nauryz', '2024-03-01', 'astana', 3600000000, 'KZT'),
('nauryz', '2024-03-01', '*', 3000000000, 'KZT'),
('nauryz-social', '2024-03-01', 'almaty', 3600000000, 'KZT'),
('nauryz-social', '2024-03-01', 'astana', 3600000000, 'KZT'),
('nauryz-social', '2024-03-01', '*', 3000000000, 'KZT'),
('umai', '2021-06-01', '*', 5000000000, 'KZT');
--rollback delete from mortgage.programme_cap; delete from mortgage.programme;
