using CasaServerless.Common;
using CasaServerless.Hosting;
using CasaServerless.Services.Legalisation;

return await CityHost.Run(args, Add, Map);

static void Add(WebApplicationBuilder city)
{
    City.Add(city);
    LegalisationService.Add(city);
}

static void Map(WebApplication routes)
{
    City.Map(routes);
    LegalisationService.Map(routes);
}
