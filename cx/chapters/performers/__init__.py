"""How far apart are agents, stores and teams, with luck taken out?"""
