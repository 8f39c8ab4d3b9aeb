"""Headers as companies write them, in thirteen languages, with what each one means.

They are not the words of the table: many are abbreviations, compounds, questions, or words with
something beside them. "" holds headers of columns that have no role, whatever their words.
"""

# ruff: noqa: E501 - one line for each language reads best

HEADERS: dict[str, tuple[str, ...]] = {
    "outcome": (
        "NPS_Score", "likelihoodToRecommend", "LTR (0-10)", "Q1_NPS", "How likely are you to recommend us to a friend or colleague?", "OSAT Overall satisfaction", "CSAT_rating", "Overall satisfaction with your visit",
        "Weiterempfehlungsbereitschaft (0-10)", "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", "Gesamtzufriedenheit mit dem Service", "Kundenzufriedenheit 1-5",
        "Recommanderiez-vous notre enseigne ?", "Note de satisfaction", "Satisfaction globale client",
        "¿Nos recomendaría a un amigo?", "Puntuación de satisfacción", "Nota de recomendación",
        "Recomendaria a nossa empresa?", "Nota NPS", "Satisfação com o atendimento",
        "Quanto è probabile che ci raccomandi?", "Soddisfazione complessiva", "Voto",
        "Zou u ons aanbevelen?", "Klanttevredenheid totaal", "Aanbevelingsscore",
        "คะแนนความพึงพอใจ", "ท่านจะแนะนำเราให้เพื่อนหรือไม่", "ຄະແນນຄວາມພໍໃຈ", "ពិន្ទុពេញចិត្ត", "Mức độ hài lòng", "Điểm NPS", "満足度", "おすすめ度（0～10）", "满意度评分", "您向朋友推荐我们的可能性",
        "Recommend_Score", "q_nps", "NPS (0 to 10)", "Sat_Overall", "overall_sat", "Rate your overall experience", "ServiceRating", "Empfehlungswahrscheinlichkeit", "Wie zufrieden sind Sie insgesamt?", "Gesamteindruck", "Quelle est votre satisfaction globale ?", "Note sur 10", "Quelle est la probabilité que vous nous recommandiez ?", "Valoración", "¿Qué tan probable es que nos recomiende?", "Grado de recomendación", "Classificação geral", "Em uma escala de 0 a 10, quanto recomendaria?", "Valutazione generale", "Quanto ci consiglieresti?", "Rapportcijfer", "Hoe waarschijnlijk is het dat u ons aanbeveelt?", "ความพึงพอใจโดยรวม", "คะแนน NPS", "ຄວາມພໍໃຈ", "ກະລຸນາໃຫ້ຄະແນນ", "ការពេញចិត្តទូទៅ", "Điểm hài lòng", "Khả năng giới thiệu", "総合満足度", "推奨スコア", "友人に勧める可能性", "总体满意度", "推荐意愿（0-10分）", "整體滿意度",
    ),
    "spend": (
        "spend_eur", "Total Spend ($)", "orderAmount", "amt", "Net revenue", "customer_revenue_12m", "Basket value", "Invoice total", "PurchaseAmt", "TotalPrice", "AmountPaid", "Annual spend USD",
        "Umsatz", "Gesamtumsatz EUR", "Rechnungsbetrag", "Warenkorbwert", "Netto-Umsatz 2024", "Ausgaben pro Jahr",
        "Montant dépensé", "Chiffre d'affaires", "Panier moyen", "Montant_TTC", "CA annuel",
        "Importe", "Gasto total", "Monto de la compra", "Valor del pedido",
        "Valor gasto", "Faturamento", "Valor da compra (R$)",
        "Importo speso", "Fatturato", "Totale ordine",
        "Omzet", "Bestelbedrag", "Totale uitgaven",
        "ยอดซื้อ", "ยอดซื้อรวม (บาท)", "ยอดขาย", "ຍອດຊື້", "ຈຳນວນເງິນ (ກີບ)", "ចំនួនទឹកប្រាក់", "ចំណាយសរុប", "Doanh thu", "Số tiền (VND)", "Tổng chi tiêu", "購入金額", "売上（円）", "年間利用金額", "消费金额", "订单金额（元）", "年消費額",
        "Revenue", "order_total", "sum_spent", "Sales", "LTV", "ticket_amount", "Avg order value", "ARR", "net_sales_eur", "turnover_2023", "Spend (THB)", "Value of purchase", "cust_rev", "Bestellwert", "Umsatz netto", "Kaufbetrag in Euro", "Jahresumsatz", "Summe", "Einkaufswert", "Dépenses annuelles", "Montant total", "Valeur du panier", "Total commande TTC", "Gasto anual", "Importe total (€)", "Facturación", "Ventas", "Ingresos", "Receita", "Valor total gasto", "Ticket médio", "Spesa annua", "Valore ordine", "Importo totale (€)", "Besteding", "Omzet per klant", "Factuurbedrag", "ค่าใช้จ่าย", "ยอดใช้จ่ายต่อปี", "มูลค่าการสั่งซื้อ", "ລາຍຮັບ", "ມູນຄ່າການຊື້", "ប្រាក់ចំណូល", "តម្លៃសរុប", "Giá trị đơn hàng", "Chi tiêu hàng năm", "Tổng tiền", "支払金額", "購入額", "年間売上", "消费额", "花费", "成交金额", "总消费(元)",
    ),
    "performer": (
        "agent", "Agent_Name", "AgentID", "Sales rep", "handled_by", "StoreName", "Branch", "Advisor name", "employee_no", "cashier", "Ticket Owner", "Name of consultant", "store_nr",
        "Mitarbeiter", "Vertriebsmitarbeiter", "Filiale", "Kundenbetreuer", "Name des Beraters", "Bearbeiter/in", "Verkäufer", "Filial-Nr.",
        "Conseiller", "Nom du conseiller", "Magasin", "Agence", "Vendeur", "Point de vente",
        "Agente", "Vendedor", "Sucursal", "Tienda", "Nombre del asesor",
        "Atendente", "Loja", "Nome do vendedor", "Filial",
        "Operatore", "Negozio", "Punto vendita", "Addetto vendite",
        "Medewerker", "Filiaal", "Winkel", "Verkoopmedewerker",
        "พนักงาน", "ชื่อพนักงานขาย", "สาขา", "ພະນັກງານ", "ສາຂາ", "បុគ្គលិក", "សាខា", "Nhân viên", "Chi nhánh", "Tên cửa hàng", "担当者", "店舗名", "オペレーター名", "客服", "门店名称", "業務員",
        "rep", "Salesperson", "advisor_id", "CSR", "Technician name", "Dealer", "Outlet", "shop_id", "Served by", "Employee", "Staff", "Consultant", "Verkäuferin", "Berater", "Techniker", "Händlername", "Standort", "Niederlassung", "Sachbearbeiter", "Agent (Name)", "Nom du magasin", "Technicien", "Collaborateur", "Boutique", "Agente de atención", "Empleado", "Nombre tienda", "Asesor comercial", "Concesionario", "Funcionário", "Consultor", "Nome da loja", "Vendedora", "Venditore", "Consulente", "Adviseur", "Vestiging", "Monteur", "เจ้าหน้าที่", "ร้านค้า", "ชื่อสาขา", "ชื่อผู้ให้บริการ", "ພະນັກງານຂາຍ", "ຮ້ານ", "ភ្នាក់ងារ", "ឈ្មោះបុគ្គលិក", "Cửa hàng", "Nhân viên bán hàng", "Đại lý", "支店", "営業担当者", "スタッフ名", "员工", "销售员", "客服姓名", "店鋪",
    ),
    "team": (
        "team", "Team_Name", "supervisor", "TeamLead", "Squad", "agent team", "Sales team",
        "Teamleiter", "Vertriebsteam", "Abteilung", "Équipe", "Chef d'équipe", "Superviseur", "Equipo", "Jefe de equipo", "Supervisor", "Equipe", "Equipe de atendimento", "Squadra", "Supervisore", "Reparto", "Teamleider", "Afdeling",
        "ทีม", "หัวหน้าทีม", "ທີມ", "ក្រុមការងារ", "Trưởng nhóm", "Phòng ban", "チーム", "チーム名", "团队", "主管", "部門",
        "Team Lead", "group", "unit", "Supervisor_Name", "Department", "Gruppe", "Vorgesetzter", "Bereich", "Responsable d'équipe", "Nom d'équipe", "Líder de equipo", "Departamento", "Gestor", "Team di vendita", "Ploeg", "Leidinggevende", "ทีมขาย", "ຫົວໜ້າ", "ប្រធានក្រុម", "Đội", "部署", "班组", "团队名称",
    ),
    "region": (
        "region", "Country", "country_code", "Sales Region", "Market", "State", "Bundesland", "Vertriebsregion", "Land", "Région", "Pays", "País", "Provincia", "Comunidad autónoma", "Região", "Estado do cliente", "Regione", "Nazione", "Regio", "Provincie",
        "ภูมิภาค", "จังหวัด", "ແຂວງ", "ខេត្ត", "Khu vực", "Tỉnh thành", "地域", "都道府県", "地区", "省份", "區域",
        "area", "Territory", "geo", "Store region", "Gebiet", "Region/Land", "Zone géographique", "Département", "Zona", "Comunidad", "UF", "Gebied", "ภาค", "เขต", "ພາກ", "តំបន់", "Vùng miền", "Tỉnh", "エリア", "国", "大区", "國家",
    ),
    "acquisition_channel": (
        "acquisition_channel", "How did you hear about us?", "Lead Source", "utm_source", "Marketing channel", "Referral source", "Acq channel",
        "Akquisekanal", "Wie sind Sie auf uns aufmerksam geworden?", "Werbekanal", "Canal d'acquisition", "Comment nous avez-vous connus ?", "Canal de captación", "¿Cómo nos conoció?", "Canal de aquisição", "Como conheceu a empresa?", "Canale di acquisizione", "Come ci ha conosciuto?", "Wervingskanaal", "Hoe heeft u ons gevonden?",
        "รู้จักเราจากช่องทางใด", "ช่องทางที่รู้จัก", "ຮູ້ຈັກພວກເຮົາຈາກ", "ប្រភពអតិថិជន", "Nguồn khách hàng", "Kênh tiếp cận", "流入経路", "認知経路", "获客渠道", "客户来源",
        "source", "Origin", "first_touch_channel", "heard_about_us", "Kundenherkunft", "Quelle", "Provenance", "Source", "Origen del cliente", "¿Cómo se enteró de nosotros?", "Origem", "Fonte", "Provenienza", "Herkomst", "แหล่งที่มาลูกค้า", "Biết đến chúng tôi qua", "来店きっかけ", "来源渠道", "從何得知我們",
    ),
    "contact_channel": (
        "channel", "Contact Channel", "channel_name", "contactMethod", "Support channel", "Ticket channel", "Kontaktkanal", "Kontaktweg", "Servicekanal", "Canal de contact", "Mode de contact", "Canal de contacto", "Canal de atención", "Canal de atendimento", "Meio de contato", "Canale di contatto", "Contactkanaal", "Kanaal",
        "ช่องทางติดต่อ", "ช่องทางการติดต่อ", "ຊ່ອງທາງຕິດຕໍ່", "មធ្យោបាយទំនាក់ទំនង", "Kênh liên hệ", "問い合わせ方法", "対応チャネル", "联系渠道", "服務渠道",
        "contact_type", "Interaction channel", "Touchpoint", "medium of contact", "Anfragekanal", "Eingangskanal", "Canal", "Canal de communication", "Vía de contacto", "Forma de contato", "Canale", "Canale di assistenza", "Contactwijze", "ช่องทาง", "ช่องทางบริการ", "ຊ່ອງທາງ", "Kênh", "Hình thức liên hệ", "チャネル", "お問い合わせ経路", "渠道", "联系方式",
    ),
    "purchase_behaviour": (
        "purchase_behaviour", "Buying behavior", "PurchaseType", "Product category", "Product line", "purchase_frequency", "Shopper type", "Kaufverhalten", "Produktkategorie", "Käufertyp", "Comportement d'achat", "Type de produit", "Fréquence d'achat", "Comportamiento de compra", "Tipo de producto", "Comportamento de compra", "Tipo de compra", "Comportamento d'acquisto", "Categoria prodotto", "Koopgedrag", "Productgroep", "Aankoopfrequentie",
        "พฤติกรรมการซื้อ", "หมวดหมู่สินค้า", "ພຶດຕິກຳການຊື້", "ប្រភេទផលិតផល", "Hành vi mua hàng", "Loại sản phẩm", "購入頻度", "商品カテゴリ", "购买行为", "商品類別",
        "buyer_type", "Product", "Category of product", "Einkaufsverhalten", "Warengruppe", "Catégorie produit", "Habitudes d'achat", "Hábitos de compra", "Categoría de producto", "Categoria do produto", "Frequência de compra", "Tipo di prodotto", "Abitudini di acquisto", "Productcategorie", "ประเภทการซื้อ", "ประเภทสินค้า", "ປະເພດສິນຄ້າ", "Tần suất mua", "Nhóm sản phẩm", "購買行動", "商品分類", "购买类型", "产品类别",
    ),
    "respondent": (
        "customer_id", "CustID", "Client No.", "respondentId", "User ID", "member no", "Account number", "ID", "Kundennummer", "Kunden-Nr.", "Mitgliedsnummer", "Numéro client", "Code client", "Nº cliente", "ID de cliente", "Código do cliente", "Codice cliente", "Klantnummer", "Klant-ID",
        "รหัสลูกค้า", "ລະຫັດລູກຄ້າ", "លេខសម្គាល់អតិថិជន", "Mã khách hàng", "顧客ID", "会員番号", "客户编号", "會員編號",
        "customer", "cust_no", "Customer Number", "UserID", "member_id", "Kunde Nr", "Kunden_ID", "Teilnehmer-ID", "N° client", "Identifiant client", "Código de cliente", "No. de cliente", "Número do cliente", "ID cliente", "Numero cliente", "Klantnr", "หมายเลขสมาชิก", "ລະຫັດສະມາຊິກ", "លេខកូដអតិថិជន", "Mã KH", "お客様番号", "用户ID", "顧客編號",
    ),
    "responded_at": (
        "date", "survey_date", "Response Date", "RespondedAt", "Submitted on", "timestamp", "Completion time", "Date of survey", "Datum", "Antwortdatum", "Datum der Befragung", "Umfragedatum", "Date de réponse", "Date de l'enquête", "Fecha", "Fecha de respuesta", "Fecha encuesta", "Data da resposta", "Data da pesquisa", "Data risposta", "Data compilazione", "Antwoorddatum", "Ingevuld op",
        "วันที่", "วันที่ตอบแบบสอบถาม", "ວັນທີ", "កាលបរិច្ឆេទ", "Ngày khảo sát", "Ngày", "回答日時", "日付", "填写日期", "提交时间",
        "Created", "answered_on", "Date/Time", "survey_dt", "Interview date", "Erhebungsdatum", "Zeitstempel", "Datum/Uhrzeit", "Horodateur", "Date", "Marca temporal", "Fecha de la encuesta", "Carimbo de data/hora", "Data", "Informazioni cronologiche", "Data del questionario", "Tijdstempel", "Datum enquête", "ประทับเวลา", "ວັນທີຕອບ", "ថ្ងៃខែឆ្នាំ", "Dấu thời gian", "Thời gian", "タイムスタンプ", "調査日", "日期", "填答時間",
    ),
    "comment": (
        "comment", "Customer_Comments", "Verbatim", "feedback", "Free text", "Any other remarks?", "NPS_reason", "Kommentar", "Anmerkungen", "Freitext", "Commentaire", "Vos remarques", "Comentario", "Observaciones", "Comentários", "Commenti", "Note e suggerimenti", "Opmerkingen", "Toelichting",
        "ความคิดเห็น", "ข้อเสนอแนะเพิ่มเติม", "ຄຳເຫັນ", "មតិយោបល់", "Ý kiến khách hàng", "Góp ý", "コメント", "ご意見・ご要望", "意见建议", "評論",
        "Why did you give this score?", "Open end", "review_text", "What could we do better?", "Bemerkung", "Was können wir verbessern?", "Warum haben Sie diese Bewertung gegeben?", "Avis", "Pourquoi cette note ?", "Opinión", "¿Por qué dio esa puntuación?", "Sugerencias", "Observação", "Por que você deu essa nota?", "Perché questo voto?", "Osservazioni", "Reactie", "Waarom geeft u dit cijfer?", "ความเห็น", "หมายเหตุ", "ຄວາມຄິດເຫັນ", "យោបល់", "Nhận xét", "自由記述", "ご感想", "评论", "您的建议",
    ),
    "resolved": (
        "resolved", "Issue Resolved?", "FCR", "was_resolved", "Problem solved", "Problem gelöst", "Anliegen erledigt", "Problème résolu", "Résolu", "Resuelto", "Problema resuelto", "Resolvido", "Risolto", "Opgelost", "แก้ไขแล้ว", "ແກ້ໄຂແລ້ວ", "បានដោះស្រាយ", "Đã giải quyết", "解決済み", "是否解决", "已解決",
        "first_call_resolution", "Was your issue resolved?", "Gelöst (ja/nein)", "Erstlösung", "Demande résolue", "¿Se resolvió su problema?", "Solucionado", "Problema resolvido?", "Problema risolto", "Vraag opgelost", "แก้ปัญหาได้หรือไม่", "Giải quyết lần đầu", "一次解決", "问题是否解决",
    ),
    "churned": (
        "churned", "Churn", "is_churned", "Cancelled", "churn_flag", "Gekündigt", "Abgewandert", "Résilié", "Client perdu", "Baja", "Cancelou", "Disdetta", "Opgezegd", "ยกเลิกบริการ", "ຍົກເລີກບໍລິການ", "ឈប់ប្រើ", "Rời bỏ", "解約フラグ", "是否流失",
        "left", "Attrition_Flag", "Exited", "Kündigung", "Résiliation", "Abandono", "Cancelado", "Abbandono", "Vertrokken", "เลิกใช้บริการ", "Đã hủy", "離反", "流失",
    ),
    "renewed": ("renewed", "Contract renewed", "Verlängert", "Contrat renouvelé", "Renovado", "Renovou contrato", "Rinnovato", "Contract verlengd", "ต่ออายุ", "Gia hạn", "契約更新", "是否续约"),
    "expectation": ("Expectations met", "expectation", "Erwartung erfüllt", "Attentes", "Expectativas", "Expectativa", "Aspettative", "Verwachtingen", "ความคาดหวัง", "Kỳ vọng", "期待度", "期望"),
    "opened_at": ("opened_at", "Ticket created", "Date opened", "Eröffnet am", "Date d'ouverture", "Fecha de apertura", "Data de abertura", "Data apertura", "Geopend op", "วันที่แจ้ง", "Ngày tiếp nhận", "受付日時", "受理时间"),
    "closed_at": ("closed_at", "Close date", "ResolvedAt", "Geschlossen am", "Date de clôture", "Fecha de cierre", "Data de fechamento", "Data chiusura", "Gesloten op", "วันที่ปิด", "Ngày đóng", "完了日", "关闭时间"),
    "previous_spend": ("spend_last_year", "Revenue previous year", "Umsatz Vorjahr", "Gasto año anterior", "Omzet vorig jaar", "前年売上", "去年消费额"),
    "intended_spend": ("Budget", "planned_spend", "Geplante Ausgaben", "Budget prévu", "Presupuesto", "Orçamento", "予算", "预算"),
    "weight": ("weight", "Survey_Weight", "wgt", "Gewichtung", "Pondération", "Factor de ponderación", "Peso", "Wegingsfactor", "ค่าถ่วงน้ำหนัก", "Trọng số", "ウェイト", "权重"),
    "reason": ("Contact reason", "call_reason", "Kontaktgrund", "Motif d'appel", "Motivo de contacto", "Motivo do contato", "Motivo della chiamata", "Reden contact", "สาเหตุที่ติดต่อ", "Lý do liên hệ", "問い合わせ種別", "问题类型"),
    "queue": ("queue", "Queue Name", "Warteschlange", "File d'attente", "Fila de atendimento", "Wachtrij"),
    "stage": ("Journey stage", "Étape du parcours", "Etapa", "Klantreisfase"),
    "case": ("ticket_id", "Case Number"),
    "first_response_at": ("first_response_at", "First reply at", "Fecha de primera respuesta"),
    "handed_over": ("handed_over", "Escalated", "Weitergeleitet", "Transféré", "是否转接"),
    "reopened": ("reopened", "Ticket reopened", "Wiedereröffnet", "Reabierto"),
    "contact_cost": ("Cost per contact", "contact_cost", "Kontaktkosten", "Coût par contact"),
    "asked": ("invited", "Survey sent", "Eingeladen", "Invité"),
}  # fmt: skip

# Headers that name no role, with the kind of values that would tempt a reader of single words.
OTHERS: dict[str, tuple[str, ...]] = {
    "comment": ("Address", "Product description", "Agent notes", "Street", "Adresse", "Email subject", "住所", "地址", "ที่อยู่"),
    "respondent": ("Phone model", "SKU", "Barcode", "Zip code", "IBAN", "License plate", "Flight"),
    "spend": ("Discount amount", "Shipping cost", "Household income", "Rabatt", "Versandkosten", "Remise", "Frais de port", "Descuento", "Gastos de envío", "Frete", "Sconto", "Korting", "ส่วนลด", "Giảm giá", "割引額", "折扣", "Quantity", "Tax", "Refund amount", "Age", "Number of visits", "Tenure months", "Alter", "Anzahl Käufe", "Nombre de visites", "Edad", "Idade", "Età", "Leeftijd", "อายุ", "Tuổi", "年齢", "年龄", "Profit", "Salary", "Score total", "Distance", "Steps", "Temperature", "Wait minutes", "Visits", "Nights", "Calls", "Orders", "Items", "Employees", "Population", "Lat", "Lng", "Zip", "PLZ", "Year", "Hour", "Session length", "Click rate", "Speed", "Weight kg", "Height", "BMI", "Mileage", "Tenure days", "Antwortzeit", "Anzahl Besuche", "Entfernung", "Nombre d'employés", "Cantidad de visitas", "Numero visite", "Aantal bezoeken", "จำนวนครั้ง", "ระยะทาง", "Số lần", "回数", "次数", "Bounce rate", "Conversion", "Latency ms", "CPU", "Row", "Index", "Score 2", "Value index", "Price rating", "Price satisfaction", "Team size", "Store count", "Sales team size", "Agent tenure", "Customer tenure"),
    "responded_at": ("Date of birth", "Delivery date", "Geburtsdatum", "Date de naissance", "Fecha de nacimiento", "Data di nascita", "Geboortedatum", "วันเกิด", "Ngày sinh", "生年月日", "出生日期", "Contract start", "Last updated", "Hire date", "Renewal date", "Ablaufdatum", "Date d'échéance", "วันหมดอายุ", "到期日", "Signup date"),
    "region": ("Gender", "Geschlecht", "Tranche d'âge", "Idioma", "Status", "性別", "เพศ", "Giới tính", "NPS group", "NPS_category", "Score band", "Language", "Device", "Browser", "Occupation", "Education level", "Beruf", "Profession", "Profesión", "Marital status", "Segment", "Satisfaction level group", "Loyalty program", "Payment method", "Zahlungsart", "Brand", "Model", "Colour", "Size", "Weather", "Job title", "Industry", "Company size", "Seniority", "Children", "Education", "Delivery method", "Room type", "Flight number", "Seat", "Season", "Holiday", "Priority", "Severity", "Subject", "Tags", "SLA", "Shift", "Wave", "Version", "Survey name", "Questionnaire", "Sample group", "Source file", "sheet", "Marke", "Farbe", "Branche", "Wetter", "Familienstand", "Schicht", "Marque", "Couleur", "Secteur d'activité", "Situation familiale", "Marca", "Colore", "Settore", "Stato civile", "Cor", "Ramo de atividade", "Kleur", "Merk", "สี", "ยี่ห้อ", "สถานภาพ", "Màu sắc", "Thương hiệu", "ブランド", "色", "業種", "品牌", "颜色", "行业", "Day part", "Service", "Service type", "Personal", "File", "Time", "Data", "Note", "Label", "Type", "Level", "Base", "Plan B", "Insurance type", "Payment terms", "Age band", "Customer segment", "Customer age group", "Loyalty member", "Newsletter", "Test", "Variant", "AB group", "Experiment", "Language of survey", "Locale", "Platform", "OS", "App version", "Referral code used", "Gift", "Coupon", "Bundle"),
    "churned": ("Churn risk", "Churn reason"),
}  # fmt: skip
