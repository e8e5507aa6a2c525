using System.Globalization;

namespace Casa.Demonstration;

/// <summary>Somebody who does not exist; their name says so.</summary>
sealed record Person(string Name, string Cin, string Phone, bool Arabic);

/// <summary>People and papers as bureaus see them, drawn by a seeded hand. Names are common ones; nobody's number is meant.</summary>
sealed class People(Dice dice)
{
    static readonly (string Fr, string Ar)[] first =
    [
        ("Mohamed", "محمد"), ("Fatima Zahra", "فاطمة الزهراء"), ("Youssef", "يوسف"), ("Khadija", "خديجة"), ("Abdellah", "عبد الله"), ("Salma", "سلمى"),
        ("Rachid", "رشيد"), ("Imane", "إيمان"), ("Hamza", "حمزة"), ("Naïma", "نعيمة"), ("Mehdi", "المهدي"), ("Aïcha", "عائشة"), ("Driss", "إدريس"),
        ("Zineb", "زينب"), ("Anas", "أنس"), ("Ghizlane", "غزلان"), ("Abderrahim", "عبد الرحيم"), ("Hajar", "هاجر"), ("Tarik", "طارق"), ("Meryem", "مريم"),
    ];

    static readonly (string Fr, string Ar)[] last =
    [
        ("El Amrani", "العمراني"), ("Bennani", "بناني"), ("El Fassi", "الفاسي"), ("Chraïbi", "الشرايبي"), ("Ouahbi", "الوهبي"), ("Tazi", "التازي"),
        ("Berrada", "برادة"), ("Lahlou", "لحلو"), ("El Mansouri", "المنصوري"), ("Aït Benhaddou", "آيت بنحدو"), ("Naciri", "الناصري"), ("Saidi", "السعيدي"),
        ("Bouzidi", "البوزيدي"), ("Kadiri", "القادري"), ("Zeroual", "زروال"), ("El Idrissi", "الإدريسي"), ("Mouline", "مولين"), ("Haddad", "حداد"),
    ];

    static readonly (string Fr, string Ar)[] copies =
    [
        ("Baccalauréat", "شهادة البكالوريا"), ("Diplôme de licence", "دبلوم الإجازة"), ("Acte de mariage", "رسم الزواج"), ("Certificat de scolarité", "شهادة مدرسية"),
        ("Attestation de travail", "شهادة العمل"), ("Relevé de notes", "كشف النقط"), ("Permis de conduire", "رخصة السياقة"), ("Contrat de location", "عقد كراء"),
    ];

    static readonly (string Fr, string Ar)[] signatures =
    [
        ("Procuration", "وكالة"), ("Contrat de bail", "عقد كراء"), ("Vente d’un véhicule", "عقد بيع سيارة"), ("Engagement", "التزام"),
        ("Déclaration sur l’honneur", "تصريح بالشرف"), ("Autorisation parentale", "إذن الوالدين"),
    ];

    /// <param name="number">Makes their numbers their own.</param>
    public Person Next(int number)
    {
        var (given, family, arabic) = (dice.Of(first), dice.Of(last), dice.Chance(0.55));
        return new(arabic ? $"{given.Ar} {family.Ar} (تجربة)" : $"{given.Fr} {family.Fr} (démonstration)",
            string.Create(CultureInfo.InvariantCulture, $"BD{number:D6}"), string.Create(CultureInfo.InvariantCulture, $"0600{number:D6}"), arabic);
    }

    /// <summary>What the paper is called, in its owner's language.</summary>
    public string Title(bool signature, bool arabic)
    {
        var title = dice.Of(signature ? signatures : copies);
        return arabic ? title.Ar : title.Fr;
    }
}
